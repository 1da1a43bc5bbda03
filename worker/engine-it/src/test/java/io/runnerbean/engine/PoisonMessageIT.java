package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import io.runnerbean.testkit.PostgresExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job kills every worker process that runs it. */
@Timeout(600)
@Order(1)
class PoisonMessageIT {

  private static final int KILLED = -1;

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Test
  void deadLettersAMessageThatKillsItsWorkers() throws Exception {
    int deliveries = 0;
    int status;
    do {
      try (WorkerProcess victim = WorkerProcess.start(POSTGRES.database())) {
        deliveries++;
        status = deliverWhileInProgress(victim, deliveries);
        victim.awaitEnd();
      }
    } while (status == KILLED);
    assertThat(status).as("the run is queued").isEqualTo(200);
    assertThat(deliveries).as("after three lost workers at the latest").isBetween(2, 4);
    for (int attempt = 2; attempt <= 3; attempt++) {
      try (WorkerProcess victim = WorkerProcess.start(POSTGRES.database())) {
        victim.awaitEnd();
      }
    }
    try (WorkerProcess survivor = WorkerProcess.start(POSTGRES.database())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(200))
          .untilAsserted(() ->
              assertThat(POSTGRES.database().query("select reason from runnerbean.dead_letter"))
                  .containsExactly("attempt 3 of 3 failed"));
      assertThat(POSTGRES.database().query("select error_class from runnerbean.run_attempt"))
          .containsExactly("WorkerLost", "WorkerLost", "WorkerLost");
      assertThat(
              survivor
                  .post("/job/run/Soon", Map.of(), body("x", 0, FailureMode.THROW))
                  .statusCode())
          .isEqualTo(200);
    }
  }

  /** If the last worker had reported the run, the answer is 409 until its report is old. */
  private static int deliverWhileInProgress(WorkerProcess worker, int receiveCount) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(200))
        .until(() -> deliver(worker, receiveCount), status -> status != 409);
  }

  private static int deliver(WorkerProcess worker, int receiveCount) throws InterruptedException {
    Map<String, String> headers =
        Map.of(
            "X-Aws-Sqsd-Msgid", "poison", "X-Aws-Sqsd-Receive-Count", String.valueOf(receiveCount));
    try {
      return worker
          .post("/job/run/Soon", headers, body("x", 99, FailureMode.KILL_WORKER))
          .statusCode();
    } catch (IOException e) {
      return KILLED;
    }
  }
}
