package io.runnerbean.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.job.Limits;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Who is given a run, and how many at once. */
class LeasesIT extends WithLeases {

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
  void whatWaitsOnASlotIsNoMoreThanMemoryHasRoomFor() throws Exception {
    for (int i = 0; i < 5; i++) {
      var _ = add("Job", Duration.ZERO, "\"%s\"".formatted("x".repeat(3_000_000)));
    }
    Room room = new Room(1, 5);
    assertThat(here.claim("Job", room, Limits.none(), false)).as("6 MB").hasSize(2);
    assertThat(here.claim("Job", new Room(3, 1), Limits.none(), false)).as("at work").hasSize(3);
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
}
