package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.testkit.PostgresExtension;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Worker processes are killed or stopped. */
@Timeout(600)
@Order(1)
class LostWorkerIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @AfterEach
  void deleteRuns() throws Exception {
    execute(TestWorker.DELETE_RUNS);
  }

  @Test
  void takesOverTheRunOfAKilledWorkerAndCountsItsAttempt() throws Exception {
    try (WorkerProcess first = start()) {
      enqueue("Pausing", 1, FailureMode.PAUSE);
      await(() ->
          assertThat(rows("select attempt from runnerbean.job_queue where worker is not null"))
              .containsExactly("1"));
      first.kill();
    }
    try (WorkerProcess _ = start()) {
      await(() ->
          assertThat(rows("select state || ' ' || attempt from runnerbean.run"))
              .containsExactly("succeeded 2"));
    }
    assertThat(rows("select error_class || ' ' || attempt from runnerbean.run_attempt"))
        .containsExactly("WorkerLost 1");
    assertThat(rows("select text from note")).containsExactly("x");
  }

  @Test
  void handsRunsBackOnSigtermAndCountsNoAttempt() throws Exception {
    try (WorkerProcess first = start()) {
      enqueue("Pausing", 1, FailureMode.PAUSE);
      await(() ->
          assertThat(rows("select worker from runnerbean.job_queue where worker is not null"))
              .hasSize(1));
      first.terminate();
    }
    assertThat(
            rows(
                "select attempt from runnerbean.job_queue where worker is null and leased_until is null"))
        .containsExactly("0");
    assertThat(rows("select 1 from runnerbean.run_attempt")).isEmpty();
    execute("update runnerbean.job_queue set payload = '" + body("x", 0, FailureMode.PAUSE) + "'");
    try (WorkerProcess _ = start()) {
      await(() ->
          assertThat(rows("select state || ' ' || attempt from runnerbean.run"))
              .containsExactly("succeeded 1"));
    }
  }

  @Test
  void resumesALongRunningJobAfterItsCheckpoints() throws Exception {
    try (WorkerProcess first = start()) {
      enqueue("Steps", "{\"scenario\":\"pause\",\"failures\":0}");
      await(() ->
          assertThat(rows("select text from note"))
              .containsExactly("pause: begun 1", "pause: found in attempt 1", "pause: counted 7"));
      first.kill();
    }
    execute("update runnerbean.job_queue set payload = '{\"scenario\":\"finish\",\"failures\":0}'");
    try (WorkerProcess _ = start()) {
      await(() ->
          assertThat(rows("select state || ' ' || attempt from runnerbean.run"))
              .containsExactly("succeeded 2"));
    }
    assertThat(rows("select text from note order by id"))
        .as("completed checkpoints are not repeated")
        .endsWith("finish: begun 2", "finished")
        .hasSize(5);
  }

  private static WorkerProcess start() throws IOException {
    return WorkerProcess.start(POSTGRES.database());
  }

  private static void execute(String sql) throws SQLException {
    POSTGRES.database().execute(sql);
  }

  private static List<String> rows(String sql) throws SQLException {
    return POSTGRES.database().query(sql);
  }

  private static void enqueue(String type, int failures, FailureMode mode) throws Exception {
    enqueue(type, body("x", failures, mode));
  }

  private static void enqueue(String type, String body) throws Exception {
    execute(
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        values ('%s', '%s', '%s', now(), 0, 1)
        """
            .formatted(UuidV7.next(), type, body));
  }

  private static void await(ThrowingRunnable assertion) {
    Awaitility.await().atMost(Duration.ofSeconds(200)).untilAsserted(assertion);
  }
}
