package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static io.runnerbean.engine.FlakyWorker.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.TypePauser;
import io.runnerbean.testkit.PostgresExtension;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of several runs with the same unique key one is enough. The answer names it. */
@Timeout(300)
@Order(2)
@SuppressWarnings("NullAway.Init") // each test has its own worker
class UniqueIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final UniqueJobs jobs = new UniqueJobs();
  private TestWorker worker;

  @BeforeEach
  void start() {
    WorkerConfig config = FlakyWorker.config(POSTGRES.database(), 4);
    worker = TestWorker.start(config, POSTGRES.database(), jobs.catalog(), Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    jobs.proceed.release(100);
    worker.close();
    worker.execute(TestWorker.DELETE_RUNS);
  }

  @Test
  @DisplayName(
      "a second run is discarded while the first waits but queued once the first has begun")
  void isUniqueWhileQueued() throws Exception {
    pause("Queued");
    UUID first = run(deliver("Queued", "ann", "a1"));
    assertThat(deliver("Queued", "ann", "a2").body())
        .contains("\"state\":\"discarded\"", "\"winner_run_id\":\"" + first + "\"");
    assertThat(deliver("Queued", "bob", "b1").body()).contains("\"state\":\"waiting\"");
    resume("Queued");
    awaitBegun(2);
    UUID second = run(deliver("Queued", "ann", "a3"));
    awaitBegun(1);
    jobs.proceed.release(3);
    await(() -> assertThat(notes()).containsExactlyInAnyOrder("a1", "b1", "a3"));
    assertThat(worker.query("select reason from runnerbean.run where state = 'discarded'"))
        .containsExactly("run " + first + " has the same unique key");
    assertThat(second).isNotEqualTo(first);
    await(() -> assertThat(worker.query("select key from runnerbean.unique_key")).isEmpty());
  }

  @Test
  @DisplayName("a second run is discarded while the first waits or runs, also between attempts")
  void isUniqueWhileRunning() throws Exception {
    UUID first = run(deliver("Running", "ann", "fail"));
    awaitBegun(1);
    assertDiscarded(first, deliver("Running", "ann", "a2"));
    jobs.proceed.release();
    await(() ->
        assertThat(worker.query("select attempt from runnerbean.job_queue where worker is null"))
            .containsExactly("1"));
    assertDiscarded(first, deliver("Running", "ann", "a3"));
    worker.execute(
        "update runnerbean.job_queue set due = now(), payload = '{\"customer\":\"ann\",\"text\":\"a1\"}'");
    jobs.proceed.release();
    await(() -> assertThat(notes()).containsExactly("a1"));
    assertThat(deliver("Running", "ann", "a4").body()).contains("\"state\":\"waiting\"");
  }

  @Test
  @DisplayName("a second run is discarded within the period, even if the first has ended")
  void isUniqueWithinAPeriod() throws Exception {
    jobs.proceed.release(10);
    UUID first = run(deliver("Hourly", "ann", "a1"));
    await(() -> assertThat(notes()).containsExactly("a1"));
    assertDiscarded(first, deliver("Hourly", "ann", "a2"));
    worker.execute("update runnerbean.unique_key set expires_at = now() - interval '1 second'");
    assertThat(deliver("Hourly", "ann", "a3").body()).contains("\"state\":\"waiting\"");
    await(() -> assertThat(notes()).containsExactly("a1", "a3"));
  }

  @ParameterizedTest(name = "{0}: a new run replaces a waiting one")
  @ValueSource(strings = {"Replacing", "ReplacingRunning"})
  void replaces(String type) throws Exception {
    pause(type);
    UUID first = run(deliver(type, "ann", "a1"));
    HttpResponse<String> answer = deliver(type, "ann", "a2");
    assertThat(answer.body()).contains("\"replaces_run_id\":\"" + first + "\"");
    resume(type);
    jobs.proceed.release();
    await(() -> assertThat(notes()).containsExactly("a2"));
    assertThat(
            worker.query(
                "select state || ' ' || attempt || ' ' || reason from runnerbean.run where reason is not null"))
        .containsExactly("cancelled 0 run " + run(answer) + " has replaced it");
  }

  @Test
  @DisplayName("a run that has begun is not replaced")
  void doesNotReplaceARunThatHasBegun() throws Exception {
    UUID first = run(deliver("ReplacingRunning", "ann", "a1"));
    awaitBegun(1);
    assertDiscarded(first, deliver("ReplacingRunning", "ann", "a2"));
    jobs.proceed.release();
    await(() -> assertThat(notes()).containsExactly("a1"));
  }

  @Test
  @DisplayName("only the last of several debounced runs is run")
  void debounces() throws Exception {
    jobs.proceed.release(10);
    for (int i = 1; i <= 5; i++) {
      assertThat(deliver("Debouncing", "ann", "a" + i).body())
          .contains("\"state\":\"scheduled\"", "\"due_in_seconds\":3600");
    }
    worker.execute("update runnerbean.job_queue set due = now() where due > now()");
    await(() -> assertThat(notes()).containsExactly("a5"));
    assertThat(worker.query("select 1 from runnerbean.job_queue")).isEmpty();
    assertThat(worker.query("select 1 from runnerbean.run where state = 'cancelled'")).hasSize(4);
  }

  @ParameterizedTest(name = "{0}: exactly one of many concurrent runs waits")
  @ValueSource(strings = {"Queued", "Running", "Hourly", "Replacing"})
  void holdsUnderRaces(String type) throws Exception {
    pause(type);
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        String text = "a" + i;
        answers.add(threads.submit(() -> deliver(type, "ann", text)));
      }
    }
    for (Future<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
    assertThat(worker.query("select run_id from runnerbean.job_queue")).hasSize(1);
    assertThat(worker.query("select run_id from runnerbean.unique_key"))
        .isEqualTo(worker.query("select run_id from runnerbean.job_queue"));
    assertThat(worker.query("select 1 from runnerbean.run where state <> 'queued'")).hasSize(29);
    resume(type);
    jobs.proceed.release();
    await(() -> assertThat(notes()).hasSize(1));
  }

  @Test
  @DisplayName("a payload without a key is answered 400 if posted and is dead if delivered")
  void refusesPayloadsWithoutAKey() throws Exception {
    String body = "{\"customer\": null, \"text\": \"x\"}";
    HttpResponse<String> posted = worker.post("/job/run/Queued", Map.of(), body);
    assertThat(posted.statusCode()).isEqualTo(400);
    assertThat(posted.body()).contains("unique key");
    HttpResponse<String> delivered =
        worker.post("/job/run/Queued", FlakyWorker.headers("x", Map.of()), body);
    assertThat(delivered.body()).contains("\"state\":\"dead\"", "\"job_type\":\"Queued\"");
  }

  private void awaitBegun(int runs) throws Exception {
    assertThat(jobs.begun.tryAcquire(runs, 60, TimeUnit.SECONDS)).isTrue();
  }

  private void assertDiscarded(UUID winner, HttpResponse<String> answer) {
    assertThat(answer.body()).contains("\"winner_run_id\":\"" + winner + "\"");
  }

  private HttpResponse<String> deliver(String type, String customer, String text) throws Exception {
    return worker.post(
        "/job/run/" + type,
        FlakyWorker.headers(type + text, Map.of()),
        "{\"customer\": \"%s\", \"text\": \"%s\"}".formatted(customer, text));
  }

  private List<String> notes() throws Exception {
    return worker.query("select text from note order by id");
  }

  private static TypePauser pauser() {
    return new Administration(POSTGRES.database().source()).pauser();
  }

  private static void pause(String type) throws Exception {
    boolean _ = pauser().pause(type, "a test");
  }

  private static void resume(String type) throws Exception {
    boolean _ = pauser().resume(type);
  }
}
