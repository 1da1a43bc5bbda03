package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.body;
import static io.runnerbean.engine.FlakyWorker.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.Way;
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
 * Whether a delivery runs at once, is queued, or does nothing. Long-running types are {@link
 * LongRunningIT}'s, and limits and a full queue are {@link LimitsIT}'s.
 */
@Timeout(300)
class DeliveryRoutingIT extends WithFlakyWorker {

  @Test
  @DisplayName("a redelivery of what is queued does nothing")
  void ignoresRedeliveries() throws Exception {
    var _ = rig.deliver("Default", "a", 9, Way.THROW);
    HttpResponse<String> again = rig.deliver("Default", "a", 9, Way.THROW);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"state\":\"duplicate\"");
    assertThat(rig.rows("select attempt from runnerbean.run_attempt")).containsExactly("1");
  }

  @Test
  @DisplayName("a delivered message of an unknown type is taken, and waits")
  void takesUnknownTypes() throws Exception {
    HttpResponse<String> answer =
        rig.worker.post("/job/run", headers("a", Map.of()), "{\"job_type\":\"Tomorrows\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"waiting\"", "Tomorrows");
    assertThat(
            rig.rows(
                "select job_type || ' ' || attempt || ' ' || payload from runnerbean.job_queue"))
        .containsExactly("Tomorrows 0 {\"job_type\":\"Tomorrows\"}");
  }

  @Test
  @DisplayName("a message whose worker was lost while it ran is queued, so that this counts")
  void queuesWhatLostItsWorker() throws Exception {
    Map<String, String> second = Map.of("X-Aws-Sqsd-Receive-Count", "2");
    UUID run = RunIdentity.of(FlakyWorker.source("a"));
    rig.worker.execute(
        """
        insert into runnerbean.worker_run (run_id, job_type, worker, attempt, started_at, seen_at)
        values ('%s', 'Soon', 'gone/1', 1, now(), now() - interval '16 seconds')
        """
            .formatted(run));
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Soon", headers("a", second), body("a", 0, Way.THROW));
    assertThat(answer.body()).contains("\"state\":\"waiting\"");
    rig.awaitHistory("succeeded 1");
    assertThat(
            rig.worker.post("/job/run/Soon", headers("a", second), body("a", 0, Way.THROW)).body())
        .contains("duplicate");
    assertThat(rig.rows("select text from note")).containsExactly("a");
  }

  @Test
  @DisplayName("a message that was refused often, and that no worker was lost by, runs at once")
  void runsWhatWasRefused() throws Exception {
    Map<String, String> ninth = Map.of("X-Aws-Sqsd-Receive-Count", "9");
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Soon", headers("a", ninth), body("a", 0, Way.THROW));
    assertThat(answer.body()).contains("\"state\":\"succeeded\"");
  }

  @Test
  @DisplayName("a scheduled message that comes early waits for its time")
  void waitsForItsTime() throws Exception {
    String later =
        Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, String> early =
        Map.of(
            "X-Aws-Sqsd-Queue", "jobs",
            "X-Aws-Sqsd-Taskname", "nightly",
            "X-Aws-Sqsd-Scheduled-At", later);
    HttpResponse<String> answer = rig.deliver("Soon", "a", early, Way.THROW);
    assertThat(answer.body()).contains("\"state\":\"scheduled\"");
    assertThat(rig.rows("select due = '%s' from runnerbean.job_queue".formatted(later)))
        .containsExactly("t");
  }
}
