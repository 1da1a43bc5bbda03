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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The one rule, row by row: what happens, what is committed, what is answered. The rows of
 * long-running types, of a full queue and of what is over a limit are {@link LongRunningIT}'s and
 * {@link LimitsIT}'s, and each policy of a job type is {@link PolicyTableIT}'s.
 */
@Timeout(300)
class DeliveryTableIT extends WithFlakyWorker {

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

  @Test
  @DisplayName("a redelivery of what is queued does nothing")
  void ignoresRedeliveries() throws Exception {
    var _ = rig.deliver("Default", "a", 9, Way.THROW);
    HttpResponse<String> again = rig.deliver("Default", "a", 9, Way.THROW);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"state\":\"duplicate\"");
    assertThat(rig.rows("select attempt from runnerbean.run_attempt")).containsExactly("1");
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
    FlakyWorker.await(() ->
        assertThat(rig.deliver("Once", "a", eleventh, Way.CUT).body())
            .contains("\"state\":\"dead\""));
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

  @ParameterizedTest(name = "a delivered message that no job can take is a dead letter: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          /job/run/Soon | {"text":                                  | (none) | Malformed body: body is not JSON
          /job/run/Soon | ["x"]                                     | (none) | must be a JSON object
          /job/run      | {"text":"x"}                              | (none) | job_type is missing
          /job/run      | {"job_type":"no name","text":"x"}         | (none) | Unknown job type
          /job/run/Soon | {"text":"x","failures":"1","way":"THROW"} | Soon   | failures must be a whole number
          /job/run/Soon | {"\\u0000":1}                            | Soon   | allowed are failures, text, way
          /job/run/Soon | {"text":"x","job_y":1,"job_z":2}          | (none) | job_z is reserved
          """)
  void buriesWhatFitsNoJob(String path, String body, String type, String reason) throws Exception {
    HttpResponse<String> answer = rig.worker.post(path, headers("a", Map.of()), body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    assertThat(rig.rows("select payload from runnerbean.dead_letter")).containsExactly(body);
    assertThat(
            rig.rows("select reason from runnerbean.dead_letter where job_type = '" + type + "'"))
        .hasSize(1)
        .allMatch(told -> told.contains(reason));
    assertThat(rig.rows("select job_type || ' ' || state from runnerbean.run"))
        .containsExactly(type + " dead");
    assertThat(rig.worker.post(path, headers("a", Map.of()), body).body()).contains("duplicate");
    assertThat(rig.worker.post(path, Map.of(), body).statusCode())
        .as("who posts without a queue is told")
        .isEqualTo(400);
  }

  @Test
  @DisplayName(
      "a message that is so old that it may have run before is a dead letter, and does not run")
  void buriesWhatIsTooOld() throws Exception {
    Map<String, String> longAgo =
        Map.of("X-Aws-Sqsd-Msgid", "a", "X-Aws-Sqsd-Sent-At", "2001-01-01T00:00:00Z");
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Soon", longAgo, body("a", 0, Way.THROW));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    assertThat(rig.rows("select job_type || ': ' || reason from runnerbean.dead_letter"))
        .containsExactly(
            "Soon: Message too old: time sent is outside the days whose runs are kept, so it may have run before; redrive it to run it");
    assertThat(rig.rows("select text from note")).isEmpty();
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

  @ParameterizedTest(name = "a malformed attribute is a dead letter that names it: {0}: {1}")
  @CsvSource({
    "X-Aws-Sqsd-Attr-Runnerbean-Key, order-4711",
    "X-Aws-Sqsd-Attr-Runnerbean-Key, 3f0e5a3e-8f5e-4c0e-9d8b-5f0e3a3e8f5e",
    "X-Aws-Sqsd-Scheduled-At,        tomorrow",
    "X-Aws-Sqsd-Sent-At,             +1000000000-01-01T00:00:00Z",
    "X-Aws-Sqsd-Receive-Count,       0"
  })
  void buriesMalformedAttributes(String header, String value) throws Exception {
    Map<String, String> headers = new HashMap<>(headers("a", Map.of()));
    headers.put(header, value);
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Soon", headers, body("a", 0, Way.THROW));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    assertThat(rig.rows("select reason from runnerbean.dead_letter"))
        .hasSize(1)
        .allMatch(reason -> reason.startsWith("Malformed headers: " + header));
    assertThat(rig.worker.post("/job/run/Soon", headers, body("a", 0, Way.THROW)).body())
        .contains("duplicate");
  }
}
