package io.runnerbean.engine;

import static io.runnerbean.engine.CustodyRig.await;
import static io.runnerbean.engine.CustodyRig.body;
import static io.runnerbean.engine.CustodyRig.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.CustodyJobs.Way;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The custody rule, row by row: what happens, what is committed, what is answered. The rows of
 * long-running types, of a full custody and of what is over a limit are {@link LongRunningIT}'s and
 * {@link LimitsIT}'s, and each policy of a job type is {@link PolicyTableIT}'s.
 */
@Timeout(300)
class CustodyTableIT extends WithCustodyRig {

  @ParameterizedTest(
      name = "a job that fails once ({0}) is retried by the ledger, and its writes are there once")
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
                "select distinct a.run_id = r.run_id and r.run_id = t.run_id"
                    + " from runnerbean.job_attempt a, runnerbean.job_run r, runnerbean.receipt t"))
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
                "select distinct error_class || ': ' || message from runnerbean.job_attempt order by 1"))
        .containsExactly(
            "java.io.FileNotFoundException: no such file",
            "java.lang.NoClassDefFoundError: com/example/Missing");
    assertThat(rig.rows("select count(distinct fingerprint) from runnerbean.job_attempt"))
        .as("two places in the code")
        .containsExactly("2");
    assertThat(
            rig.rows(
                "select 1 from runnerbean.job_attempt where attempt = 1 and job_type = 'Default' and duration_ms >= 0 and worker like '%/%'"))
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
  @DisplayName("a redelivery of what is in custody does nothing")
  void ignoresRedeliveries() throws Exception {
    var _ = rig.deliver("Default", "a", 9, Way.THROW);
    HttpResponse<String> again = rig.deliver("Default", "a", 9, Way.THROW);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"state\":\"settled\"");
    assertThat(rig.rows("select attempt from runnerbean.job_attempt")).containsExactly("1");
  }

  @ParameterizedTest(name = "what the database cannot do ({0}) is no attempt")
  @EnumSource(
      value = Way.class,
      names = {"DISK_FULL", "READ_ONLY", "SHUTDOWN"})
  void countsNoOutage(Way way) throws Exception {
    HttpResponse<String> answer = rig.deliver("Once", "a", 1, way);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    for (String table : List.of("receipt", "job_queue", "job_attempt", "job_run", "dead_letter")) {
      assertThat(rig.rows("select 1 from runnerbean." + table)).as(table).isEmpty();
    }
  }

  @Test
  @DisplayName("with one connection to the database a failure is recorded all the same")
  void needsNoSecondConnection() throws Exception {
    try (CustodyRig small = CustodyRig.start(postgres.database(), 1);
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
    assertThat(rig.rows("select 1 from runnerbean.receipt")).isEmpty();
    assertThat(rig.rows("select 1 from runnerbean.job_attempt")).isEmpty();
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
    assertThat(rig.rows("select job_type || ' ' || state from runnerbean.job_run"))
        .containsExactly(type + " dead");
    assertThat(rig.worker.post(path, headers("a", Map.of()), body).body()).contains("settled");
    assertThat(rig.worker.post(path, Map.of(), body).statusCode())
        .as("who posts without a queue is told")
        .isEqualTo(400);
  }

  @Test
  @DisplayName(
      "a message of which nobody can know whether it ran is a dead letter, and does not run")
  void buriesWhatNobodyCanKnow() throws Exception {
    Map<String, String> longAgo =
        Map.of("X-Aws-Sqsd-Msgid", "a", "X-Aws-Sqsd-Sent-At", "2001-01-01T00:00:00Z");
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Soon", longAgo, body("a", 0, Way.THROW));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    assertThat(rig.rows("select job_type || ': ' || reason from runnerbean.dead_letter"))
        .containsExactly(
            "Soon: Cannot know whether it ran: time sent is outside the receipts that are kept; redrive it if it may run again");
    assertThat(rig.rows("select text from note")).isEmpty();
  }

  @Test
  @DisplayName("a delivered message of an unknown type is taken, and waits")
  void takesUnknownTypes() throws Exception {
    HttpResponse<String> answer =
        rig.worker.post("/job/run", headers("a", Map.of()), "{\"job_type\":\"Tomorrows\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"scheduled\"", "Tomorrows");
    assertThat(
            rig.rows(
                "select job_type || ' ' || attempt || ' ' || payload from runnerbean.job_queue where due > now()"))
        .containsExactly("Tomorrows 0 {\"job_type\":\"Tomorrows\"}");
  }

  @Test
  @DisplayName(
      "a message that SQS hands out a third time, and that has no receipt, runs in custody")
  void suspects() throws Exception {
    Map<String, String> third = Map.of("X-Aws-Sqsd-Receive-Count", "3");
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Soon", headers("a", third), body("a", 0, Way.THROW));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"waiting\"");
    await(() ->
        assertThat(rig.rows("select attempt || ' ' || state from runnerbean.job_run"))
            .containsExactly("1 succeeded"));
    assertThat(
            rig.worker.post("/job/run/Soon", headers("a", third), body("a", 0, Way.THROW)).body())
        .contains("settled");
    assertThat(rig.rows("select text from note")).containsExactly("a");
  }
}
