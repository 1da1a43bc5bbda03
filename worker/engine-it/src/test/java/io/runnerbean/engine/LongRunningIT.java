package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.LongJobs.Steps;
import io.runnerbean.engine.NoteJobs.NoteJob;
import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.RunCanceller;
import io.runnerbean.engine.consumer.ConsumerConfig;
import io.runnerbean.testkit.PostgresExtension;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Long-running jobs outlast their leases and commit step by step. */
@Timeout(300)
@SuppressWarnings({"NullAway.Init", "try"}) // each test has its own worker, which it may stop
class LongRunningIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  /** Short, so that a job soon outlasts it, but long enough for a busy machine to renew it. */
  private static final Duration LEASE = Duration.ofSeconds(5);

  private final Steps steps = new Steps("Steps");
  private TestWorker worker;

  @BeforeEach
  void start() {
    WorkerConfig config =
        FlakyWorker.config(POSTGRES.database(), 2)
            .withConsumer(new ConsumerConfig(LEASE, Duration.ofMillis(100), 1, 1_000));
    worker =
        TestWorker.start(
            config,
            POSTGRES.database(),
            NoteJobs.catalog(steps, new Steps("Short"), new NoteJob()),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    worker.close();
    worker.execute(TestWorker.DELETE_RUNS);
  }

  @Test
  @DisplayName("a job whose delivery was answered at once outlasts its lease")
  void outlastsItsLease() throws Exception {
    assertThat(deliver("Steps", "pause", 0).body()).contains("\"state\":\"waiting\"");
    assertThat(steps.running.await(60, TimeUnit.SECONDS)).isTrue();
    await(
        () -> // the worker's own short transactions are open for a moment
        assertThat(
                    worker.query(
                        "select pid || ' ' || query from pg_stat_activity where state like 'idle in%'"))
                .as("the job holds no connection")
                .isEmpty());
    for (int renewals = 0; renewals < 5; renewals++) {
      String lease = worker.query("select leased_until from runnerbean.job_queue").getFirst();
      await(() ->
          assertThat(worker.query("select leased_until from runnerbean.job_queue"))
              .isNotEqualTo(List.of(lease)));
    }
    steps.proceed.countDown();
    awaitHistory("succeeded 1");
    assertThat(notes())
        .containsExactly(
            "pause: begun 1", "pause: found in attempt 1", "pause: counted 7", "paused");
  }

  @Test
  @DisplayName("a later attempt gets the result of a checkpoint instead of repeating the step")
  void repeatsNoCheckpoint() throws Exception {
    var _ = deliver("Steps", "finish", 2);
    awaitHistory("succeeded 3");
    assertThat(notes())
        .containsExactly(
            "finish: begun 1",
            "finish: found in attempt 1",
            "finish: counted 7",
            "finish: begun 2",
            "finish: begun 3",
            "finished");
    assertThat(worker.query("select step from runnerbean.checkpoint")).isEmpty();
  }

  @Test
  @DisplayName("the last transaction also ends the run")
  void finishesInOneTransaction() throws Exception {
    for (String scenario :
        List.of("throw-in-finish", "write-after-finish", "finish-twice", "retry-after-finish")) {
      var _ = deliver("Steps", scenario, 0);
    }
    awaitHistory("dead 3", "dead 3", "dead 3", "dead 3");
    assertThat(notes()).doesNotContain("finished", "finished again", "written after finish");
  }

  @Test
  @DisplayName("a nested transaction is refused, because it would wait for a second slot")
  void refusesNestedTransactions() throws Exception {
    var _ = deliver("Steps", "nested-transaction", 0);
    awaitHistory("dead 3");
    assertThat(notes()).doesNotContain("outer", "inner");
  }

  @Test
  @DisplayName("an attempt that has lost its lease commits no transaction")
  void fencesEachTransaction() throws Exception {
    var _ = deliver("Steps", "swallow", 0);
    assertThat(steps.running.await(60, TimeUnit.SECONDS)).isTrue();
    worker.execute(
        "update runnerbean.job_queue set lease = lease + 1, worker = 'another', leased_until = now() + interval '1 hour'");
    steps.proceed.countDown();
    await(() -> assertThat(worker.query("select run_id from runnerbean.worker_run")).isEmpty());
    assertThat(notes()).as("no note after the lease was lost").doesNotContain("swallowed");
    assertThat(notes()).hasSize(3);
    assertThat(worker.query("select worker from runnerbean.job_queue")).containsExactly("another");
    assertThat(worker.query("select 1 from runnerbean.run_attempt")).isEmpty();
  }

  @Test
  @DisplayName("a worker that stops hands the run back without counting the attempt")
  void handsTheRunBackOnDrain() throws Exception {
    var _ = deliver("Steps", "swallow", 0);
    assertThat(steps.running.await(60, TimeUnit.SECONDS)).isTrue();
    worker.close();
    assertThat(worker.query("select attempt from runnerbean.job_queue where worker is null"))
        .containsExactly("0");
    assertThat(worker.query("select 1 from runnerbean.run_attempt")).isEmpty();
    assertThat(notes()).as("only the committed notes remain").hasSize(3);
  }

  @Test
  @DisplayName("a long-running job is cancelled even while it waits for PostgreSQL")
  void isCancelled() throws Exception {
    UUID run = FlakyWorker.run(deliver("Steps", "sleep", 0));
    await(() ->
        assertThat(
                worker.query(
                    "select pid || ' ' || query from pg_stat_activity where query like '%pg_sleep(60)'"))
            .hasSize(1));
    assertThat(new Administration(POSTGRES.database().source()).canceller("a test").cancel(run))
        .isInstanceOf(RunCanceller.Result.Requested.class);
    awaitHistory("cancelled 1");
  }

  @Test
  @DisplayName("an attempt that exceeds its timeout fails")
  void timesOut() throws Exception {
    var _ = deliver("Short", "sleep", 1);
    awaitHistory("dead 3");
    assertThat(worker.query("select error_class from runnerbean.run_attempt order by attempt"))
        .containsExactly("java.lang.IllegalStateException", "TimedOut", "TimedOut");
  }

  @Test
  @DisplayName("long-running jobs have their own slots, so that other jobs do not wait for them")
  void hasItsOwnSlots() throws Exception {
    var _ = deliver("Steps", "pause", 0);
    assertThat(steps.running.await(60, TimeUnit.SECONDS)).isTrue();
    var _ = deliver("Short", "finish", 0);
    worker.execute(
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        select uuidv7(), 'NoteJob', '{"text": "' || n || '", "stars": 1}', now(), 0, 1
        from generate_series(1, 5) as n
        """);
    awaitHistory("succeeded 1", "succeeded 1", "succeeded 1", "succeeded 1", "succeeded 1");
    assertThat(worker.query("select job_type from runnerbean.job_queue order by 1"))
        .containsExactly("Short", "Steps");
    steps.proceed.countDown();
    await(() ->
        assertThat(worker.query("select 1 from runnerbean.run where state = 'succeeded'"))
            .hasSize(7));
  }

  @Test
  @DisplayName("an invalid payload is answered 400 if posted and is dead if delivered")
  void refusesInvalidPayloads() throws Exception {
    HttpResponse<String> posted = worker.post("/job/run/Steps", Map.of(), "{\"scenario\": 1}");
    assertThat(posted.statusCode()).isEqualTo(400);
    HttpResponse<String> delivered =
        worker.post("/job/run/Steps", FlakyWorker.headers("x", Map.of()), "{\"scenario\": 1}");
    assertThat(delivered.statusCode()).isEqualTo(200);
    awaitHistory("dead 1");
  }

  private HttpResponse<String> deliver(String type, String scenario, int failures)
      throws Exception {
    HttpResponse<String> answer =
        worker.post(
            "/job/run/" + type,
            FlakyWorker.headers(type + scenario, Map.of()),
            "{\"scenario\": \"%s\", \"failures\": %d}".formatted(scenario, failures));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  private List<String> notes() throws Exception {
    return worker.query("select text from note order by id");
  }

  private void awaitHistory(String... runs) {
    await(() ->
        assertThat(
                worker.query(
                    "select state || ' ' || attempt from runnerbean.run where state <> 'queued'"))
            .containsExactly(runs));
  }
}
