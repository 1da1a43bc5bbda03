package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A delivery whose job fails is recorded and answered. {@link PolicyTableIT} tests each policy of a
 * job type.
 */
@Timeout(300)
class FailedDeliveryIT extends WithFlakyWorker {

  @ParameterizedTest(name = "a job that fails once is retried and writes once: {0}")
  @EnumSource(
      value = FailureMode.class,
      names = {"THROW", "LINKAGE_ERROR", "RETRY_LATER", "UNIQUE_VIOLATION"})
  void retries(FailureMode mode) throws Exception {
    HttpResponse<String> answer = rig.deliver("Soon", "a", 1, mode);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"retrying\"", "\"attempt\":1");
    rig.awaitHistory("succeeded 2");
    assertThat(rig.rows("select text from note")).containsExactly("a");
    assertThat(rig.rows("select run_id from runnerbean.job_queue")).isEmpty();
    assertThat(rig.rows("select run_id from runnerbean.dead_letter")).isEmpty();
    assertThat(
            rig.rows(
                "select distinct a.run_id = r.id from runnerbean.run_attempt a, runnerbean.run r"))
        .as("the attempt has the id of the run")
        .containsExactly("t");
  }

  @Test
  @DisplayName("an attempt is recorded with its error, fingerprint, worker and duration")
  void recordsTheAttempt() throws Exception {
    var _ = rig.deliver("Default", "a", 9, FailureMode.THROW);
    var _ = rig.deliver("Default", "b", 9, FailureMode.THROW);
    var _ = rig.deliver("Default", "c", 9, FailureMode.LINKAGE_ERROR);
    assertThat(
            rig.rows(
                "select distinct error_class || ': ' || message from runnerbean.run_attempt order by 1"))
        .containsExactly(
            "java.io.FileNotFoundException: no such file",
            "java.lang.NoClassDefFoundError: com/example/Missing");
    assertThat(rig.rows("select count(distinct fingerprint) from runnerbean.run_attempt"))
        .as("two places in the code have two fingerprints")
        .containsExactly("2");
    assertThat(
            rig.rows(
                "select 1 from runnerbean.run_attempt where attempt = 1 and job_type = 'Default' and duration_ms >= 0 and worker like '%/%'"))
        .hasSize(3);
    assertThat(
            rig.rows(
                "select extract(epoch from due - queued_at) between 3.5 and 5.1 from runnerbean.job_queue"))
        .as("the default delay is five seconds, minus up to a quarter")
        .containsExactly("t", "t", "t");
    assertThat(rig.rows("select payload from runnerbean.job_queue where message_id = 'a'"))
        .containsExactly(body("a", 9, FailureMode.THROW));
  }

  @ParameterizedTest(
      name = "an error of the job that looks like an outage counts as a failure: {0}")
  @EnumSource(
      value = FailureMode.class,
      names = {"DISK_FULL", "NOT_SUPPORTED", "OTHER_DATABASE"})
  void countsErrorsThatLookLikeAnOutage(FailureMode mode) throws Exception {
    HttpResponse<String> answer = rig.deliver("Once", "a", 1, mode);
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    assertThat(rig.rows("select error_class from runnerbean.run_attempt")).hasSize(1);
  }

  @Test
  @DisplayName("an attempt that loses its connection is not counted, up to ten times")
  void limitsLostConnections() throws Exception {
    Map<String, String> tenth = Map.of("X-Aws-Sqsd-Receive-Count", "10");
    HttpResponse<String> answer = rig.deliver("Once", "a", tenth, FailureMode.CUT_CONNECTION);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    for (String table : List.of("job_queue", "run_attempt", "run", "dead_letter")) {
      assertThat(rig.rows("select 1 from runnerbean." + table)).as(table).isEmpty();
    }
    Map<String, String> eleventh = Map.of("X-Aws-Sqsd-Receive-Count", "11");
    assertThat(rig.deliver("Once", "b", eleventh, FailureMode.CUT_CONNECTION).body())
        .contains("\"state\":\"dead\"");
  }

  @Test
  @DisplayName("a failure is recorded even if the pool has only one connection")
  void needsNoSecondConnection() throws Exception {
    try (FlakyWorker small = FlakyWorker.start(postgres.database(), 1);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> answers =
          IntStream.range(0, 8)
              .mapToObj(
                  i -> threads.submit(() -> small.deliver("Once", "m" + i, 99, FailureMode.THROW)))
              .toList();
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().body()).contains("\"state\":\"dead\"");
      }
    }
    assertThat(rig.rows("select 1 from runnerbean.dead_letter")).hasSize(8);
  }

  @Test
  @DisplayName("a failed message of a FIFO queue is answered 500 and not recorded")
  void leavesFifoToSqs() throws Exception {
    HttpResponse<String> answer =
        rig.deliver("Soon", "a", Map.of("X-Aws-Sqsd-Queue", "orders.fifo"), FailureMode.THROW);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(rig.rows("select 1 from runnerbean.run")).isEmpty();
    assertThat(rig.rows("select 1 from runnerbean.run_attempt")).isEmpty();
  }
}
