package io.runnerbean.engine;

import static io.runnerbean.engine.CustodyRig.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.embedded.PostgresExtension;
import io.runnerbean.engine.LimitedJobs.Counting;
import io.runnerbean.engine.NoteJobs.PausingJob;
import io.runnerbean.engine.custody.CustodyConfig;
import io.runnerbean.engine.ledger.PausedTypes;
import io.runnerbean.job.Limits;
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

/** What keeps runs waiting, on two workers at once. */
@Timeout(300)
@SuppressWarnings("NullAway.Init") // each test has workers of its own
class LimitsIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final PausedTypes PAUSED = new PausedTypes();

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
    here.execute(TestWorker.FORGET);
  }

  @Test
  @DisplayName("no more of a type run at once than it allows, whichever workers they run on")
  void limitsConcurrency() throws Exception {
    for (int i = 0; i < 300; i++) { // as many seconds, would each wait for the next look
      HttpResponse<String> answer = deliver(i % 2 == 0 ? here : there, "Two", i);
      assertThat(answer.body()).contains("\"state\":\"waiting\"");
    }
    await(() -> assertThat(here.query("select 1 from runnerbean.job_run")).hasSize(300));
    assertThat(two.most()).isEqualTo(2);
    assertThat(here.query("select distinct state from runnerbean.job_run"))
        .containsExactly("succeeded");
  }

  @Test
  @DisplayName("a type that is paused waits in custody until it is resumed, and others do not")
  void pauses() throws Exception {
    pause("Free");
    AtomicInteger id = new AtomicInteger(10);
    await(() ->
        assertThat(deliver(here, "Free", id.incrementAndGet()).body())
            .contains("\"state\":\"waiting\""));
    here.execute("truncate runnerbean.job_run"); // what ran before the pause was noticed
    for (int i = 2; i < 6; i++) {
      var _ = deliver(here, "Free", i);
    }
    assertThat(deliver(here, "Two", 1).statusCode()).isEqualTo(200);
    await(() ->
        assertThat(here.query("select job_type from runnerbean.job_run")).containsExactly("Two"));
    assertThat(here.query("select attempt from runnerbean.job_queue where job_type = 'Free'"))
        .hasSizeGreaterThanOrEqualTo(4)
        .containsOnly("0");
    resume("Free");
    await(() -> assertThat(here.query("select 1 from runnerbean.job_queue")).isEmpty());
  }

  @Test
  @DisplayName("while deliveries keep every slot busy, what is in custody still gets its share")
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
          select gen_random_uuid(), 'Free', '{"text": "x"}', now(), 0, 1 from generate_series(1, 40)
          """);
      await(() -> assertThat(here.query("select 1 from runnerbean.job_queue")).isEmpty());
      enough.set(true);
      for (Future<?> flood : load) {
        assertThat(flood.get()).isNull();
      }
    }
  }

  @Test
  @DisplayName("what fails when custody is full is left to SQS, and no attempt is counted")
  void fillsUp() throws Exception {
    here.execute(
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        select gen_random_uuid(), 'Free', '{"text": "x"}', now() + interval '1 day', 0, 1
        from generate_series(1, 3)
        """);
    try (TestWorker full = worker(3)) {
      HttpResponse<String> failed =
          full.post(
              "/job/run/BrokenJob",
              CustodyRig.headers("f", Map.of()),
              "{\"text\": \"a\", \"stars\": 1}");
      assertThat(failed.statusCode()).isEqualTo(503);
      assertThat(failed.headers().firstValue("Retry-After")).isPresent();
      assertThat(failed.body()).contains("Custody is full");
      assertThat(deliver(full, "Two", 1).statusCode()).isEqualTo(503);
      assertThat(here.query("select 1 from runnerbean.receipt")).isEmpty();
      assertThat(here.query("select 1 from runnerbean.job_attempt")).isEmpty();
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

  private TestWorker worker(int maxCustody) {
    Duration second = Duration.ofSeconds(1);
    WorkerConfig config =
        CustodyRig.config(POSTGRES.database(), 4)
            .withCustody(new CustodyConfig(second.multipliedBy(30), second, 1, maxCustody));
    return TestWorker.start(
        config,
        POSTGRES.database(),
        NoteJobs.catalog(two, free, new NoteJobs.BrokenJob(), new PausingJob()),
        Clock.systemUTC());
  }

  private static HttpResponse<String> deliver(TestWorker worker, String type, int id)
      throws Exception {
    return worker.post(
        "/job/run/" + type, CustodyRig.headers(type + id, Map.of()), "{\"text\": \"x\"}");
  }

  private static void pause(String type) throws Exception {
    try (Connection connection = POSTGRES.database().connect()) {
      assertThat(PAUSED.pause(connection, type, "a test")).isTrue();
      assertThat(PAUSED.pause(connection, type, "a test")).isFalse();
    }
  }

  private static void resume(String type) throws Exception {
    try (Connection connection = POSTGRES.database().connect()) {
      assertThat(PAUSED.resume(connection, type)).isTrue();
      assertThat(PAUSED.resume(connection, type)).isFalse();
    }
  }
}
