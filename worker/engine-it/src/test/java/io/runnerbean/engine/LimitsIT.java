package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.LimitedJobs.Counting;
import io.runnerbean.engine.NoteJobs.PausingJob;
import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.TypePauser;
import io.runnerbean.engine.consumer.ConsumerConfig;
import io.runnerbean.engine.database.AdvisoryLock;
import io.runnerbean.job.Limits;
import io.runnerbean.testkit.PostgresExtension;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits, pauses and a full queue make runs wait, on two workers. */
@Timeout(300)
@SuppressWarnings("NullAway.Init") // each test has workers of its own
class LimitsIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final Counting two = new Counting("Two", Limits.none().concurrency(2));
  private final Counting free = new Counting("Free", Limits.none());
  private TestWorker here;
  private TestWorker there;

  @BeforeEach
  void start() {
    here = worker(1_000);
    there = worker(1_000);
  }

  @AfterEach
  void stop() throws Exception {
    here.close();
    there.close();
    here.execute(TestWorker.DELETE_RUNS);
  }

  @Test
  @DisplayName("the concurrency limit of a type holds across workers")
  void limitsConcurrency() throws Exception {
    for (int i = 0; i < 300; i++) { // if each waited for a poll, this would take 300 s
      HttpResponse<String> answer = deliver(i % 2 == 0 ? here : there, "Two", i);
      assertThat(answer.body()).contains("\"state\":\"waiting\"");
    }
    await(() ->
        assertThat(here.query("select 1 from runnerbean.run where state = 'succeeded'"))
            .hasSize(300));
    assertThat(two.maxRunning()).isEqualTo(2);
    assertThat(here.query("select distinct state from runnerbean.run"))
        .containsExactly("succeeded");
  }

  @Test
  @DisplayName("runs of a paused type wait until it is resumed, while other types run")
  void pauses() throws Exception {
    pause("Free");
    AtomicInteger id = new AtomicInteger(10);
    await(() ->
        assertThat(deliver(here, "Free", id.incrementAndGet()).body())
            .contains("\"state\":\"waiting\""));
    here.execute("truncate runnerbean.run"); // runs from before the pause was noticed
    for (int i = 2; i < 6; i++) {
      var _ = deliver(here, "Free", i);
    }
    assertThat(deliver(here, "Two", 1).statusCode()).isEqualTo(200);
    await(() ->
        assertThat(here.query("select job_type from runnerbean.run where state <> 'queued'"))
            .containsExactly("Two"));
    assertThat(here.query("select attempt from runnerbean.job_queue where job_type = 'Free'"))
        .hasSizeGreaterThanOrEqualTo(4)
        .containsOnly("0");
    resume("Free");
    await(() -> assertThat(here.query("select 1 from runnerbean.job_queue")).isEmpty());
  }

  @Test
  @DisplayName("queued runs get their share of slots while deliveries keep every slot busy")
  void sharesSlots() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> load = new ArrayList<>();
      for (int thread = 0; thread < 12; thread++) {
        load.add(threads.submit(() -> flood(enough)));
      }
      here.execute(
          """
          insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
          select uuidv7(), 'Free', '{"text": "x"}', now(), 0, 1 from generate_series(1, 40)
          """);
      await(() -> assertThat(here.query("select 1 from runnerbean.job_queue")).isEmpty());
      enough.set(true);
      for (Future<?> flood : load) {
        assertThat(flood.get()).isNull();
      }
    }
  }

  @Test
  @DisplayName("a worker that hangs in a claim of a limited type does not block other types")
  void survivesAHangingClaim() throws Exception {
    try (Connection hanging = POSTGRES.database().connect()) {
      hanging.setAutoCommit(false);
      assertThat(AdvisoryLock.LIMITS.tryFor(hanging, "Two")).isTrue();
      for (int i = 0; i < 8; i++) {
        assertThat(deliver(here, "Two", i).body()).contains("\"state\":\"waiting\"");
      }
      here.execute(
          """
          insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
          select uuidv7(), 'Free', '{"text": "x"}', now(), 0, 1 from generate_series(1, 8)
          """);
      for (int i = 0; i < 8; i++) {
        assertThat(deliver(here, "Free", i).body()).contains("succeeded");
      }
      await(() ->
          assertThat(here.query("select distinct job_type from runnerbean.job_queue"))
              .containsExactly("Two"));
    }
    await(() -> assertThat(here.query("select 1 from runnerbean.job_queue")).isEmpty());
  }

  @Test
  @DisplayName("a failed attempt is not counted while the queue is full: its message stays in SQS")
  void leavesFailuresToSqsWhileTheQueueIsFull() throws Exception {
    here.execute(
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        select uuidv7(), 'Free', '{"text": "x"}', now() + interval '1 day', 0, 1
        from generate_series(1, 3)
        """);
    try (TestWorker full = worker(3)) {
      HttpResponse<String> failed =
          full.post(
              "/job/run/BrokenJob",
              FlakyWorker.headers("f", Map.of()),
              "{\"text\": \"a\", \"stars\": 1}");
      assertThat(failed.statusCode()).isEqualTo(503);
      assertThat(failed.headers().firstValue("Retry-After")).isPresent();
      assertThat(failed.body()).contains("Job queue full");
      assertThat(deliver(full, "Two", 1).statusCode()).isEqualTo(503);
      assertThat(here.query("select 1 from runnerbean.run")).isEmpty();
      assertThat(here.query("select 1 from runnerbean.run_attempt")).isEmpty();
      assertThat(deliver(full, "Free", 1).body()).contains("succeeded");
    }
  }

  private Void flood(AtomicBoolean enough) throws Exception {
    while (!enough.get()) {
      HttpResponse<String> answer = here.post("/job/run/Free", Map.of(), "{\"text\": \"x\"}");
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    return null;
  }

  private TestWorker worker(int maxQueued) {
    Duration second = Duration.ofSeconds(1);
    WorkerConfig config =
        FlakyWorker.config(POSTGRES.database(), 4)
            .withConsumer(new ConsumerConfig(second.multipliedBy(30), second, 1, maxQueued));
    return TestWorker.start(
        config,
        POSTGRES.database(),
        NoteJobs.catalog(two, free, new NoteJobs.BrokenJob(), new PausingJob()),
        Clock.systemUTC());
  }

  private static HttpResponse<String> deliver(TestWorker worker, String type, int id)
      throws Exception {
    return worker.post(
        "/job/run/" + type, FlakyWorker.headers(type + id, Map.of()), "{\"text\": \"x\"}");
  }

  private static TypePauser pauser() {
    return new Administration(POSTGRES.database().source()).pauser();
  }

  private static void pause(String type) throws Exception {
    assertThat(pauser().pause(type, "a test")).isTrue();
    assertThat(pauser().pause(type, "a test")).isFalse();
  }

  private static void resume(String type) throws Exception {
    assertThat(pauser().resume(type)).isTrue();
    assertThat(pauser().resume(type)).isFalse();
  }
}
