package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.Way;
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
 * What a delivery whose job fails commits, and what it is answered. Each policy of a job type is
 * {@link PolicyTableIT}'s.
 */
@Timeout(300)
class FailedDeliveryIT extends WithFlakyWorker {

  @ParameterizedTest(name = "a job that fails once ({0}) is retried, and its writes are there once")
  @EnumSource(
      value = Way.class,
      names = {"THROW", "LINK", "ASK", "VIOLATE"})
  void retries(Way way) throws Exception {
    HttpResponse<String> answer = rig.deliver("Soon", "a", 1, way);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"retrying\"", "\"attempt\":1");
    rig.awaitHistory("succeeded 2");
    assertThat(rig.rows("select text from note")).containsExactly("a");
    assertThat(rig.rows("select run_id from runnerbean.job_queue")).isEmpty();
    assertThat(rig.rows("select run_id from runnerbean.dead_letter")).isEmpty();
    assertThat(
            rig.rows(
                "select distinct a.run_id = r.id from runnerbean.run_attempt a, runnerbean.run r"))
        .as("one run id throughout")
        .containsExactly("t");
  }

  @Test
  @DisplayName("a failure is recorded with its class, message, place, worker and duration")
  void recordsTheAttempt() throws Exception {
    var _ = rig.deliver("Default", "a", 9, Way.THROW);
    var _ = rig.deliver("Default", "b", 9, Way.THROW);
    var _ = rig.deliver("Default", "c", 9, Way.LINK);
    assertThat(
            rig.rows(
                "select distinct error_class || ': ' || message from runnerbean.run_attempt order by 1"))
        .containsExactly(
            "java.io.FileNotFoundException: no such file",
            "java.lang.NoClassDefFoundError: com/example/Missing");
    assertThat(rig.rows("select count(distinct fingerprint) from runnerbean.run_attempt"))
        .as("two places in the code")
        .containsExactly("2");
    assertThat(
            rig.rows(
                "select 1 from runnerbean.run_attempt where attempt = 1 and job_type = 'Default' and duration_ms >= 0 and worker like '%/%'"))
        .hasSize(3);
    assertThat(
            rig.rows(
                "select extract(epoch from due - queued_at) between 3.5 and 5.1 from runnerbean.job_queue"))
        .as("the default waits five seconds, less up to a quarter")
        .containsExactly("t", "t", "t");
    assertThat(rig.rows("select payload from runnerbean.job_queue where message_id = 'a'"))
        .containsExactly(body("a", 9, Way.THROW));
  }

  @ParameterizedTest(name = "an error of the job that looks like an outage ({0}) is an attempt")
  @EnumSource(
      value = Way.class,
      names = {"DISK_FULL", "NOT_SUPPORTED", "OTHER_DATABASE"})
  void countsWhatAJobCauses(Way way) throws Exception {
    HttpResponse<String> answer = rig.deliver("Once", "a", 1, way);
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    assertThat(rig.rows("select error_class from runnerbean.run_attempt")).hasSize(1);
  }

  @Test
  @DisplayName("a connection that is cut does not count as an attempt, until that is too often")
  void boundsLostConnections() throws Exception {
    Map<String, String> tenth = Map.of("X-Aws-Sqsd-Receive-Count", "10");
    HttpResponse<String> answer = rig.deliver("Once", "a", tenth, Way.CUT);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    for (String table : List.of("job_queue", "run_attempt", "run", "dead_letter")) {
      assertThat(rig.rows("select 1 from runnerbean." + table)).as(table).isEmpty();
    }
    Map<String, String> eleventh = Map.of("X-Aws-Sqsd-Receive-Count", "11");
    assertThat(rig.deliver("Once", "b", eleventh, Way.CUT).body()).contains("\"state\":\"dead\"");
  }

  @Test
  @DisplayName("with one connection to the database a failure is recorded all the same")
  void needsNoSecondConnection() throws Exception {
    try (FlakyWorker small = FlakyWorker.start(postgres.database(), 1);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> answers =
          IntStream.range(0, 8)
              .mapToObj(i -> threads.submit(() -> small.deliver("Once", "m" + i, 99, Way.THROW)))
              .toList();
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().body()).contains("\"state\":\"dead\"");
      }
    }
    assertThat(rig.rows("select 1 from runnerbean.dead_letter")).hasSize(8);
  }

  @Test
  @DisplayName("of a FIFO queue a failed message is SQS's: 500, and nothing is recorded")
  void leavesFifoToSqs() throws Exception {
    HttpResponse<String> answer =
        rig.deliver("Soon", "a", Map.of("X-Aws-Sqsd-Queue", "orders.fifo"), Way.THROW);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(rig.rows("select 1 from runnerbean.run")).isEmpty();
    assertThat(rig.rows("select 1 from runnerbean.run_attempt")).isEmpty();
  }
}
