package io.runnerbean.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.job.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Workers lease runs, each run once, within limits. */
class LeasesIT extends WithLeases {

  @Test
  void concurrentClaimsGetEachRunOnce() throws Exception {
    for (int i = 0; i < 300; i++) {
      add(Duration.ZERO);
    }
    List<Future<List<ClaimedRun>>> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        JobClaims leases = i % 2 == 0 ? here : there;
        claims.add(threads.submit(() -> claim(leases, "Job", 10)));
      }
    }
    List<UUID> claimed = new ArrayList<>();
    for (Future<List<ClaimedRun>> claim : claims) {
      claim.get().forEach(run -> claimed.add(run.run().id()));
    }
    while (claimed.size() < 300) {
      List<ClaimedRun> rest = claim(here, "Job", 50);
      assertThat(rest).as("runs that a concurrent claim skipped are still queued").isNotEmpty();
      rest.forEach(run -> claimed.add(run.run().id()));
    }
    assertThat(claimed).doesNotHaveDuplicates().hasSize(300);
    assertThat(claim(here, "Job", 1)).isEmpty();
  }

  @Test
  void concurrentClaimsKeepTheConcurrencyLimit() throws Exception {
    for (int i = 0; i < 40; i++) {
      var _ = add(Duration.ZERO);
    }
    Limits five = Limits.none().concurrency(5);
    List<ClaimedRun> first = claimAtOnce(five);
    assertThat(first).hasSize(5);
    assertThat(claim(here, "Job", ClaimSize.of(10), five)).isEmpty();
    inTransaction(connection -> end(connection, first.get(0)));
    inTransaction(connection -> queue.retry(connection, first.get(1), LONG, WorkerPool.QUEUE));
    assertThat(claimAtOnce(five)).hasSize(2);
  }

  @Test
  void concurrentClaimsKeepTheRateLimit() throws Exception {
    for (int i = 0; i < 40; i++) {
      var _ = add(Duration.ZERO);
    }
    Limits three = Limits.none().rate(3, Duration.ofMinutes(1));
    assertThat(claimAtOnce(three)).hasSize(3);
    assertThat(claim(here, "Job", ClaimSize.of(10), three)).isEmpty();
    execute("update runnerbean.job_start set began = began - interval '30 seconds'");
    assertThat(claim(here, "Job", ClaimSize.of(10), three))
        .as("the earlier starts still count")
        .isEmpty();
    execute(
        """
        update runnerbean.job_start set starts = starts - 1
        where ctid = (select min(ctid) from runnerbean.job_start)
        """);
    execute("insert into runnerbean.job_start values ('Job', now() - interval '61 seconds', 1)");
    assertThat(claimAtOnce(three)).as("as many as have left the period").hasSize(1);
    assertThat(claim(here, "Other", ClaimSize.of(10), three))
        .as("no run of another type")
        .isEmpty();
  }

  @Test
  void findsOnlyDueTypesThatAreNotPaused() throws Exception {
    var _ = add("Due", Duration.ZERO);
    var _ = add("Due", LONG);
    var _ = add("Later", LONG);
    var _ = add("Paused", Duration.ZERO);
    var _ = add("Long", Duration.ZERO);
    inTransaction(connection -> {
      boolean _ = PausedTypes.pause(connection, "Paused", "a test");
    });
    assertThat(dueTypes("Due", "Later", "Paused")).containsExactly("Due");
    assertThat(dueTypes("Long")).containsExactly("Long");
    assertThat(claim(here, "Paused", 10))
        .as("a claim by a worker that has not noticed the pause")
        .isEmpty();
    assertThat(claim(here, "Due", 10)).hasSize(1);
  }

  @Test
  void claimsTheLongestDueFirstAndNoneEarly() throws Exception {
    add(LONG);
    add(Duration.ofMinutes(-1));
    UUID longest = add(Duration.ofMinutes(-2));
    assertThat(claim(here, "Job", 1)).extracting(run -> run.run().id()).containsExactly(longest);
    assertThat(claim(here, "Job", 10)).hasSize(1);
  }

  @Test
  void aLockedRowDoesNotBlockOtherLeases() throws Exception {
    for (int i = 0; i < 3; i++) {
      var _ = add(Duration.ZERO);
    }
    List<ClaimedRun> held = claim(here, "Job", 3);
    var _ = add(Duration.ZERO);
    execute("update runnerbean.job_queue set leased_until = now() where worker is not null");
    try (Connection other = source.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      String locked = held.get(1).run().id().toString();
      statement.execute(
          "select from runnerbean.job_queue where worker is null or run_id = '%s' for update"
              .formatted(locked));
      assertThat(withoutWaiting(connection -> here.renew(connection, held)))
          .as("the lease of the locked row is still valid too")
          .hasSize(3);
      assertThat(rows("select run_id from runnerbean.job_queue where leased_until <= now()"))
          .containsExactly(locked);
      assertThat(withoutWaiting(connection -> there.takeOver(connection, 10))).isEmpty();
      assertThat(
              withoutWaiting(
                  connection -> there.claim(connection, "Job", ClaimSize.of(10), Limits.none())))
          .isEmpty();
    }
    assertThat(renew(here, held)).hasSize(3);
    assertThat(rows("select run_id from runnerbean.job_queue where leased_until <= now()"))
        .isEmpty();
  }

  @Test
  void aClaimIsLimitedByMemory() throws Exception {
    for (int i = 0; i < 5; i++) {
      var _ = add("Job", Duration.ZERO, "\"%s\"".formatted("x".repeat(3_000_000)));
    }
    ClaimSize room = new ClaimSize(1, 5);
    assertThat(claim(here, "Job", room, Limits.none())).as("6 MB fit").hasSize(2);
    assertThat(claim(here, "Job", new ClaimSize(3, 1), Limits.none()))
        .as("one for each slot")
        .hasSize(3);
  }

  @Test
  void aRunNotifiesOnlyIfItIsDueAndAWorkerIsIdle() throws Exception {
    try (Connection listener = source.getConnection();
        Statement statement = listener.createStatement()) {
      statement.execute("listen " + JobQueue.CHANNEL);
      add(Duration.ZERO);
      execute("insert into runnerbean.idle_worker (worker, pool) values ('here', 'queue')");
      add(LONG);
      execute("notify " + JobQueue.CHANNEL + ", 'so far'");
      add(Duration.ZERO);
      assertThat(announcements(listener, 2)).containsExactly("so far", "here queue");
    }
  }

  /** Asks in a session in which any wait for a lock fails. */
  private Collection<?> withoutWaiting(Question question) throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = 1");
      return question.ask(connection);
    }
  }

  /** A question to the job queue. */
  @FunctionalInterface
  private interface Question {
    Collection<?> ask(Connection connection) throws SQLException;
  }

  private List<String> rows(String sql) throws SQLException {
    return postgres.database().query(sql);
  }

  private List<ClaimedRun> claimAtOnce(Limits limits) throws Exception {
    List<Future<List<ClaimedRun>>> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        JobClaims leases = i % 2 == 0 ? here : there;
        claims.add(threads.submit(() -> claim(leases, "Job", ClaimSize.of(2), limits)));
      }
    }
    List<ClaimedRun> claimed = new ArrayList<>();
    for (Future<List<ClaimedRun>> claim : claims) {
      claimed.addAll(claim.get());
    }
    List<ClaimedRun> rest = claim(here, "Job", ClaimSize.of(10), limits);
    claimed.addAll(rest); // a claim that met another claim has claimed nothing
    return claimed;
  }

  private static List<String> announcements(Connection listener, int count) throws Exception {
    List<String> received = new ArrayList<>();
    while (received.size() < count) {
      for (var notification : listener.unwrap(PGConnection.class).getNotifications(60_000)) {
        received.add(notification.getParameter());
      }
    }
    return received;
  }
}
