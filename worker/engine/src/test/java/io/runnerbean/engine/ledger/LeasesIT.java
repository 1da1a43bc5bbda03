package io.runnerbean.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.embedded.PostgresDatabase;
import io.runnerbean.embedded.PostgresExtension;
import io.runnerbean.engine.message.Delivery;
import io.runnerbean.job.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** Who holds a run in custody. */
@Timeout(120)
class LeasesIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Delivery NONE = new Delivery(null, null, 1, null, null, null, null, null);
  private static final Duration LONG = Duration.ofHours(1);

  private static PGSimpleDataSource source = new PGSimpleDataSource();

  private final JobQueue queue = new JobQueue();
  private final Leases here = new Leases(source, "here", LONG);
  private final Leases there = new Leases(source, "there", LONG);

  @BeforeAll
  static void migrate() throws SQLException {
    PostgresDatabase database = POSTGRES.database();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    Flyway.configure()
        .dataSource(source)
        .schemas("runnerbean")
        .locations("classpath:io/runnerbean/engine/migration")
        .load()
        .migrate();
    var _ = new Partitions(source).keepAhead();
  }

  @BeforeEach
  void forget() throws Exception {
    execute(
        "truncate runnerbean.job_queue, runnerbean.checkpoint, runnerbean.unique_run, runnerbean.paused_type, runnerbean.job_start, runnerbean.idle_worker");
  }

  @Test
  void everyRunIsClaimedOnceHoweverManyClaimAtOnce() throws Exception {
    for (int i = 0; i < 300; i++) {
      add(Duration.ZERO);
    }
    List<Future<List<LeasedRun>>> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        Leases leases = i % 2 == 0 ? here : there;
        claims.add(threads.submit(() -> leases.claim("Job", 10)));
      }
    }
    List<UUID> claimed = new ArrayList<>();
    for (Future<List<LeasedRun>> claim : claims) {
      claim.get().forEach(run -> claimed.add(run.facts().runId()));
    }
    while (claimed.size() < 300) {
      List<LeasedRun> rest = here.claim("Job", 50);
      assertThat(rest).as("what a racing claim skipped is still there").isNotEmpty();
      rest.forEach(run -> claimed.add(run.facts().runId()));
    }
    assertThat(claimed).doesNotHaveDuplicates().hasSize(300);
    assertThat(here.claim("Job", 1)).isEmpty();
  }

  @Test
  void noMoreRunAtOnceThanTheLimitHoweverManyClaim() throws Exception {
    for (int i = 0; i < 40; i++) {
      var _ = add(Duration.ZERO);
    }
    Limits five = Limits.none().concurrency(5);
    List<LeasedRun> first = claimAtOnce(five);
    assertThat(first).hasSize(5);
    assertThat(here.claim("Job", Room.of(10), five, false)).isEmpty();
    inTransaction(connection -> end(connection, first.get(0)));
    inTransaction(connection -> queue.postpone(connection, first.get(1), LONG));
    assertThat(claimAtOnce(five)).hasSize(2);
  }

  @Test
  void noMoreBeginInAnyStretchOfTimeThanTheLimitHoweverManyClaim() throws Exception {
    for (int i = 0; i < 40; i++) {
      var _ = add(Duration.ZERO);
    }
    Limits three = Limits.none().rate(3, Duration.ofMinutes(1));
    assertThat(claimAtOnce(three)).hasSize(3);
    assertThat(here.claim("Job", Room.of(10), three, false)).isEmpty();
    execute("update runnerbean.job_start set started_at = started_at - interval '30 seconds'");
    assertThat(here.claim("Job", Room.of(10), three, false)).as("they still count").isEmpty();
    execute(
        "update runnerbean.job_start set started_at = now() - interval '61 seconds' where ctid = (select min(ctid) from runnerbean.job_start)");
    assertThat(claimAtOnce(three)).as("as many as have left the stretch").hasSize(1);
    assertThat(here.claim("Other", Room.of(10), three, false)).as("of another type").isEmpty();
  }

  @Test
  void onlyTypesOfWhichSomethingIsDueAndThatNobodyPausedAreLookedAt() throws Exception {
    var _ = add("Due", Duration.ZERO);
    var _ = add("Due", LONG);
    var _ = add("Later", LONG);
    var _ = add("Paused", Duration.ZERO);
    var _ = add("Long", Duration.ZERO);
    inTransaction(connection -> new PausedTypes().pause(connection, "Paused", "a test"));
    assertThat(here.dueTypes(new TypeFilter(Set.of("Long"), false))).containsExactly("Due");
    assertThat(here.dueTypes(new TypeFilter(Set.of("Long"), true))).containsExactly("Long");
    assertThat(here.claim("Paused", 10)).as("whoever looked just before").isEmpty();
    assertThat(here.claim("Due", 10)).hasSize(1);
  }

  @Test
  void whatIsDueLaterIsNotClaimedAndTheLongestDueComesFirst() throws Exception {
    add(LONG);
    add(Duration.ofMinutes(-1));
    UUID longest = add(Duration.ofMinutes(-2));
    assertThat(here.claim("Job", 1))
        .extracting(run -> run.facts().runId())
        .containsExactly(longest);
    assertThat(here.claim("Job", 10)).hasSize(1);
  }

  @Test
  void aClaimBeginsAnAttemptAndHandingItBackUndoesIt() throws Exception {
    add(Duration.ZERO);
    LeasedRun first = here.claim("Job", 1).getFirst();
    assertThat(first.facts().attempt()).isEqualTo(1);
    inTransaction(connection -> queue.handBack(connection, first, Duration.ZERO));
    LeasedRun second = there.claim("Job", 1).getFirst();
    assertThat(second.facts().attempt()).isEqualTo(1);
    inTransaction(connection -> queue.postpone(connection, second, Duration.ZERO));
    assertThat(here.claim("Job", 1).getFirst().facts().attempt()).isEqualTo(2);
  }

  @Test
  void whatWaitsOnASlotIsNoMoreThanMemoryHasRoomFor() throws Exception {
    for (int i = 0; i < 5; i++) {
      var _ = add("Job", Duration.ZERO, "\"%s\"".formatted("x".repeat(3_000_000)));
    }
    Room room = new Room(1, 5);
    assertThat(here.claim("Job", room, Limits.none(), false)).as("6 MB").hasSize(2);
    assertThat(here.claim("Job", new Room(3, 1), Limits.none(), false)).as("at work").hasSize(3);
  }

  @Test
  void severalRunsEndTogetherOrNotAtAll() throws Exception {
    add(Duration.ZERO);
    add(Duration.ZERO);
    List<LeasedRun> both = here.claim("Job", 2);
    inTransaction(connection -> queue.handBack(connection, both.getLast(), Duration.ZERO));
    LeasedRun again = there.claim("Job", 1).getFirst();
    assertThatThrownBy(
            () -> inTransaction(connection -> end(connection, both.getFirst(), both.getLast())))
        .isInstanceOf(LostLeaseException.class);
    assertThat(here.renew(List.of(both.getFirst()))).as("is still in custody").hasSize(1);
    inTransaction(connection -> end(connection, both.getFirst(), again));
    assertThat(here.renew(List.of(both.getFirst(), again))).isEmpty();
  }

  @Test
  void aLapsedLeaseIsTakenOverAndFencesItsFormerHolder() throws Exception {
    add(Duration.ZERO);
    LeasedRun lost = new Leases(source, "gone", Duration.ofMillis(-1)).claim("Job", 1).getFirst();
    assertThat(here.claim("Job", 1)).as("it is nobody's to claim").isEmpty();
    Leases.Lapsed taken = there.takeOver(10).getFirst();
    assertThat(taken.holder()).isEqualTo("gone");
    assertThat(taken.run().facts().attempt()).as("the attempt at hand").isEqualTo(1);
    assertThat(here.takeOver(10)).as("the new lease lasts").isEmpty();
    assertThat(here.renew(List.of(lost))).isEmpty();
    for (JobQueueMove move :
        List.<JobQueueMove>of(
            connection -> end(connection, lost),
            connection -> queue.postpone(connection, lost, LONG),
            connection -> queue.handBack(connection, lost, LONG))) {
      assertThatThrownBy(() -> inTransaction(move)).isInstanceOf(LostLeaseException.class);
    }
    assertThat(there.renew(List.of(taken.run()))).containsExactly(lost.facts().runId());
    inTransaction(connection -> end(connection, taken.run()));
    assertThat(there.renew(List.of(taken.run()))).isEmpty();
  }

  @Test
  void aRunAnnouncesItselfOnlyWhenItIsDueAndSomeoneWaits() throws Exception {
    try (Connection listener = source.getConnection();
        Statement statement = listener.createStatement()) {
      statement.execute("listen " + JobQueue.CHANNEL);
      add(Duration.ZERO);
      execute("insert into runnerbean.idle_worker (worker) values ('here')");
      add(LONG);
      execute("notify " + JobQueue.CHANNEL + ", 'so far'");
      add(Duration.ZERO);
      assertThat(announcements(listener, 2)).containsExactly("so far", "");
    }
  }

  private List<LeasedRun> claimAtOnce(Limits limits) throws Exception {
    List<Future<List<LeasedRun>>> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        Leases leases = i % 2 == 0 ? here : there;
        claims.add(threads.submit(() -> leases.claim("Job", Room.of(2), limits, false)));
      }
    }
    List<LeasedRun> claimed = new ArrayList<>();
    for (Future<List<LeasedRun>> claim : claims) {
      claimed.addAll(claim.get());
    }
    return claimed;
  }

  private static List<String> announcements(Connection listener, int many) throws Exception {
    List<String> heard = new ArrayList<>();
    while (heard.size() < many) {
      for (var notification : listener.unwrap(PGConnection.class).getNotifications(60_000)) {
        heard.add(notification.getParameter());
      }
    }
    return heard;
  }

  private UUID add(Duration wait) throws Exception {
    return add("Job", wait);
  }

  private UUID add(String type, Duration wait) throws Exception {
    return add(type, wait, "{}");
  }

  private UUID add(String type, Duration wait, String payload) throws Exception {
    RunFacts run = new RunFacts(UUID.randomUUID(), type, payload, NONE, null, 0);
    inTransaction(connection -> queue.add(connection, run, wait));
    return run.runId();
  }

  /** Something that is done to the queue. */
  @FunctionalInterface
  private interface JobQueueMove {
    void make(Connection connection) throws SQLException, LostLeaseException;
  }

  private static void end(Connection connection, LeasedRun... runs)
      throws SQLException, LostLeaseException {
    Ended ended = Ended.succeeded(Duration.ofSeconds(1), null, null);
    new History("here", KeptPayloads.FAILED)
        .move(connection, Stream.of(runs).map(run -> new EndedRun(run, ended)).toList());
  }

  private static void inTransaction(JobQueueMove move) throws Exception {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      move.make(connection);
      connection.commit();
    }
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
