package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.body;
import static io.runnerbean.engine.FlakyWorker.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import io.runnerbean.engine.delivery.RunIdentity;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A delivery runs at once, is queued, or does nothing. {@link LongRunningIT} tests long-running
 * types, {@link LimitsIT} limits and a full queue.
 */
@Timeout(300)
class DeliveryRoutingIT extends WithFlakyWorker {

  @Test
  @DisplayName("a redelivery of a queued run does nothing")
  void ignoresRedeliveries() throws Exception {
    var _ = rig.deliver("Default", "a", 9, FailureMode.THROW);
    HttpResponse<String> again = rig.deliver("Default", "a", 9, FailureMode.THROW);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"state\":\"duplicate\"");
    assertThat(rig.rows("select attempt from runnerbean.run_attempt")).containsExactly("1");
  }

  @Test
  @DisplayName("a message of an unknown type waits in the job queue")
  void queuesUnknownTypes() throws Exception {
    HttpResponse<String> answer =
        rig.worker.post("/job/run", headers("a", Map.of()), "{\"job_type\":\"FutureType\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"waiting\"", "FutureType");
    assertThat(
            rig.rows(
                "select job_type || ' ' || attempt || ' ' || payload from runnerbean.job_queue"))
        .containsExactly("FutureType 0 {\"job_type\":\"FutureType\"}");
  }

  @Test
  @DisplayName("a message whose worker was lost is queued, so that its attempts are counted")
  void queuesAfterALostWorker() throws Exception {
    Map<String, String> second = Map.of("X-Aws-Sqsd-Receive-Count", "2");
    UUID run = RunIdentity.of(FlakyWorker.source("a"));
    rig.worker.execute(
        """
        insert into runnerbean.worker_run (run_id, job_type, worker, attempt, started_at, seen_at)
        values ('%s', 'Soon', 'gone/1', 1, now(), now() - interval '16 seconds')
        """
            .formatted(run));
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Soon", headers("a", second), body("a", 0, FailureMode.THROW));
    assertThat(answer.body()).contains("\"state\":\"waiting\"");
    rig.awaitHistory("succeeded 1");
    assertThat(
            rig.worker
                .post("/job/run/Soon", headers("a", second), body("a", 0, FailureMode.THROW))
                .body())
        .contains("duplicate");
    assertThat(rig.rows("select text from note")).containsExactly("a");
  }

  @Test
  @DisplayName("a message that was refused often runs at once if no worker was lost")
  void runsOftenRefusedMessages() throws Exception {
    Map<String, String> ninth = Map.of("X-Aws-Sqsd-Receive-Count", "9");
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Soon", headers("a", ninth), body("a", 0, FailureMode.THROW));
    assertThat(answer.body()).contains("\"state\":\"succeeded\"");
  }

  @Test
  @DisplayName("a scheduled message that arrives early waits for its scheduled time")
  void waitsForTheScheduledTime() throws Exception {
    String later =
        Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, String> early =
        Map.of(
            "X-Aws-Sqsd-Queue", "jobs",
            "X-Aws-Sqsd-Taskname", "nightly",
            "X-Aws-Sqsd-Scheduled-At", later);
    HttpResponse<String> answer = rig.deliver("Soon", "a", early, FailureMode.THROW);
    assertThat(answer.body()).contains("\"state\":\"scheduled\"");
    assertThat(rig.rows("select due = '%s' from runnerbean.job_queue".formatted(later)))
        .containsExactly("t");
  }
}
