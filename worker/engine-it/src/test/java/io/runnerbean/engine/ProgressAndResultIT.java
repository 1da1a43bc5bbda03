package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.ReportingJobs.Reporting;
import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.PersonalDataEraser;
import io.runnerbean.engine.store.LogRetention;
import io.runnerbean.engine.store.PayloadRetention;
import io.runnerbean.engine.store.RetentionConfig;
import io.runnerbean.testkit.PostgresExtension;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers record what jobs report and keep it by policy. */
@Timeout(300)
@SuppressWarnings("NullAway.Init") // each test has its own worker
class ProgressAndResultIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final Reporting job = new Reporting();
  private TestWorker worker;

  @AfterEach
  void stop() throws Exception {
    worker.close();
    worker.execute(TestWorker.DELETE_RUNS);
  }

  @Test
  @DisplayName("progress is visible while the job runs; its result is visible once it has ended")
  void recordsProgressAndResult() throws Exception {
    start(PayloadRetention.FAILED);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> answer = threads.submit(() -> deliver("progress", "Ann"));
      assertThat(job.reported.await(60, TimeUnit.SECONDS)).isTrue();
      await(() ->
          assertThat(
                  worker.query(
                      "select done || ' of ' || total || ' ' || note from runnerbean.worker_run"))
              .containsExactly("2 of 5 counting"));
      job.proceed.countDown();
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
    assertThat(history("result")).isEqualTo("{\"beans\":7,\"kinds\":[\"runner\",\"broad\"]}");
    assertThat(history("log")).contains(" INFO counting for Ann").doesNotContain("debug detail");
  }

  @Test
  @DisplayName("the last hundred log lines are kept, with the number of earlier lines")
  void boundsTheLog() throws Exception {
    start(PayloadRetention.FAILED);
    var _ = deliver("many-lines", "Ann");
    List<String> lines = history("log").lines().toList();
    assertThat(lines).hasSize(101);
    assertThat(lines.getFirst()).isEqualTo("… 151 earlier lines omitted");
    assertThat(lines.getLast()).endsWith(" WARN line 250: java.lang.IllegalStateException: odd");
  }

  @Test
  @DisplayName("a result that is too large is a failure, whose message has both sizes")
  void refusesLargeResults() throws Exception {
    start(PayloadRetention.FAILED);
    assertThat(deliver("large", "Ann").body()).contains("\"state\":\"dead\"");
    assertThat(worker.query("select message from runnerbean.run_attempt").getFirst())
        .contains("5002 bytes", "at most 4096");
  }

  @ParameterizedTest(
      name = "{0} keeps the payload of a success: {1}, a large success: {2}, a failure: {3}")
  @CsvSource({
    "FAILED, false, false, true",
    "SMALL,  true,  false, true",
    "ALL,    true,  true,  true",
    "NONE,   false, false, false"
  })
  void keepsPayloadsByPolicy(PayloadRetention kept, boolean small, boolean large, boolean failed)
      throws Exception {
    start(kept);
    var _ = deliver("succeed", "Ann");
    assertThat(isKept()).isEqualTo(small);
    var _ = deliver("succeed", "x".repeat(5000));
    assertThat(isKept()).isEqualTo(large);
    var _ = deliver("throw", "Ann");
    assertThat(isKept()).isEqualTo(failed);
  }

  @Test
  @DisplayName("personal data can be erased without deleting the runs")
  void erasesPersonalData() throws Exception {
    start(PayloadRetention.ALL);
    var _ = deliver("throw", "J\\u00fcrgen \\u00d6z");
    var _ = deliver("succeed", "Jürgen Öz");
    var _ = deliver("throw", "Ann");
    worker.execute(
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        values (uuidv7(), 'Reporting', '{"customer": "Jürgen Öz"}', 'infinity', 0, 1)
        """);
    PersonalDataEraser eraser =
        new Administration(POSTGRES.database().source()).eraser("Jürgen Öz");
    long counted = 0;
    long erased = 0;
    for (PersonalDataEraser.Place partition : eraser.partitions()) {
      counted += eraser.count(partition);
      erased += eraser.erase(partition);
    }
    assertThat(counted).as("two runs, one attempt").isEqualTo(3);
    assertThat(erased).isEqualTo(counted);
    assertThat(eraser.count(eraser.letters())).isEqualTo(1);
    assertThat(eraser.erase(eraser.letters())).isEqualTo(1);
    assertThat(eraser.count(eraser.letters())).isZero();
    assertThat(eraser.unfinished()).hasSize(1);
    assertThat(worker.query("select payload from runnerbean.run where payload is not null"))
        .hasSize(1)
        .allMatch(payload -> payload.contains("Ann"));
    assertThat(worker.query("select state from runnerbean.run order by finished_at"))
        .containsExactly("dead", "succeeded", "dead");
    assertThat(worker.query("select message from runnerbean.run_attempt order by finished_at"))
        .containsExactly("erased", "no beans for Ann");
    assertThat(worker.query("select reason from runnerbean.dead_letter")).hasSize(1);
  }

  @Test
  @DisplayName("by default only the logs of failures are kept")
  void keepsLogsOfFailures() throws Exception {
    worker =
        TestWorker.start(
            FlakyWorker.config(POSTGRES.database(), 2),
            POSTGRES.database(),
            NoteJobs.catalog(job),
            Clock.systemUTC());
    var _ = deliver("succeed", "Ann");
    assertThat(worker.query("select 1 from runnerbean.run where log is not null")).isEmpty();
    var _ = deliver("throw", "Ann");
    assertThat(worker.query("select state from runnerbean.run where log is not null"))
        .containsExactly("dead");
  }

  @Test
  @DisplayName("runs are summed by the minute")
  void sumsRunsByMinute() throws Exception {
    worker =
        TestWorker.start(
            FlakyWorker.config(POSTGRES.database(), 2),
            POSTGRES.database(),
            NoteJobs.catalog(job),
            Clock.systemUTC());
    worker.execute("delete from runnerbean.run_minute");
    var _ = deliver("succeed", "Ann");
    var _ = deliver("throw", "Ann");
    worker.close();
    assertThat(
            worker.query(
                """
                select sum(succeeded) || ' ' || sum(failed) || ' ' || sum(dead) || ' '
                  || sum((select sum(n) from unnest(run_times) as n))
                from runnerbean.run_minute
                """))
        .containsExactly("1 1 1 2");
  }

  private boolean isKept() throws Exception {
    return !worker
        .query(
            "select 1 from (select * from runnerbean.run order by finished_at desc limit 1) r where payload is not null")
        .isEmpty();
  }

  private String history(String column) throws Exception {
    return worker.query("select " + column + " from runnerbean.run").getFirst();
  }

  private void start(PayloadRetention payloads) {
    WorkerConfig config =
        FlakyWorker.config(POSTGRES.database(), 2)
            .withRetention(new RetentionConfig(30, payloads, LogRetention.ALL));
    worker =
        TestWorker.start(config, POSTGRES.database(), NoteJobs.catalog(job), Clock.systemUTC());
  }

  private HttpResponse<String> deliver(String scenario, String customer) throws Exception {
    return worker.post(
        "/job/run/Reporting",
        FlakyWorker.headers(scenario + customer.hashCode(), Map.of()),
        "{\"scenario\": \"%s\", \"customer\": \"%s\"}".formatted(scenario, customer));
  }
}
