package io.runnerbean.engine;

import static io.runnerbean.engine.CustodyRig.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.embedded.PostgresExtension;
import io.runnerbean.engine.CustodyJobs.Way;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job that kills every worker that runs it, in processes of their own. */
@Timeout(600)
@Order(1)
class PoisonMessageIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Test
  void aMessageThatKillsItsWorkersEndsAsADeadLetterAndTheWorkersLiveOn() throws Exception {
    for (int count = 1; count <= 2; count++) {
      try (WorkerProcess victim = WorkerProcess.start(POSTGRES.database())) {
        WorkerProcess worker = victim;
        int receiveCount = count;
        assertThatThrownBy(() -> deliver(worker, receiveCount)).isInstanceOf(IOException.class);
        victim.awaitEnd();
      }
    }
    assertThat(POSTGRES.database().query("select 1 from runnerbean.receipt")).isEmpty();
    try (WorkerProcess victim = WorkerProcess.start(POSTGRES.database())) {
      assertThat(deliver(victim, 3).body()).contains("waiting");
      victim.awaitEnd();
    }
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
                  .containsExactly("its last attempt, of 3, failed"));
      assertThat(POSTGRES.database().query("select error_class from runnerbean.job_attempt"))
          .containsExactly("WorkerVanished", "WorkerVanished", "WorkerVanished");
      assertThat(survivor.post("/job/run/Soon", Map.of(), body("x", 0, Way.THROW)).statusCode())
          .isEqualTo(200);
    }
  }

  private static HttpResponse<String> deliver(WorkerProcess worker, int receiveCount)
      throws Exception {
    Map<String, String> headers =
        Map.of(
            "X-Aws-Sqsd-Msgid", "poison", "X-Aws-Sqsd-Receive-Count", String.valueOf(receiveCount));
    return worker.post("/job/run/Soon", headers, body("x", 99, Way.KILL));
  }
}
