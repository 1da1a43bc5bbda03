package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.LongRunningContext;
import io.runnerbean.job.LongRunningJob;
import io.runnerbean.job.RetryPolicy;
import io.runnerbean.testkit.PostgresDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PostgreSQL neither answers nor closes a connection. */
@Timeout(100)
@SuppressWarnings("NullAway.Init") // the base class calls start before any test
class SilentDatabaseIT extends WithWorker {

  /** A timeout that a test can wait for. It is ten times what a job takes to send its statement. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private SilentProxy proxy;

  /** Why the statement of the job does not return. */
  enum Cause {
    SILENT_CONNECTION,
    SLOW_STATEMENT
  }

  /** The payload. It does not contain the statement, because it is stored if the job fails. */
  record Plan(Cause cause) {}

  private static final class Waiting implements Job<Plan> {

    @Override
    public JobType<Plan> type() {
      return JobType.of("Waiting", Plan.class);
    }

    @Override
    public Duration timeout() {
      return SOON;
    }

    @Override
    public RetryPolicy retries() {
      return RetryPolicy.none();
    }

    @Override
    public JobResult run(Plan plan, JobContext context) {
      execute(plan, context.session());
      return JobResult.succeeded();
    }
  }

  private static final class LongWaiting implements LongRunningJob<Plan> {

    @Override
    public JobType<Plan> type() {
      return JobType.of("LongWaiting", Plan.class);
    }

    @Override
    public Duration timeout() {
      return SOON;
    }

    @Override
    public RetryPolicy retries() {
      return RetryPolicy.none();
    }

    @Override
    public JobResult run(Plan plan, LongRunningContext context) {
      return context.finish(session -> execute(plan, session));
    }
  }

  @Override
  TestWorker start(PostgresDatabase database) {
    proxy = SilentProxy.before(database);
    return TestWorker.start(
        TestWorker.databaseConfig(database, proxy.port(), 2),
        database,
        NoteJobs.catalog(new Waiting(), new LongWaiting(), new NoteJobs.NoteJob()));
  }

  @AfterAll
  void closeProxy() {
    proxy.close();
  }

  @Test
  @DisplayName("a job whose connection falls silent times out and frees its slot")
  void abortsSilentConnections() throws Exception {
    enqueue("LongWaiting", Cause.SILENT_CONNECTION);
    assertThat(deliver("a", Cause.SILENT_CONNECTION)).contains("\"state\":\"dead\"");
    await(() ->
        assertThat(
                worker.query(
                    "select job_type || ' ' || error_class from runnerbean.run_attempt order by 1"))
            .containsExactly("LongWaiting TimedOut", "Waiting TimedOut"));
    assertThat(proxy.silenced()).as("connections that fell silent").isEqualTo(2);
    await(() -> assertThat(proxy.silent()).as("silent connections that are open").isZero());
    assertOthersRun();
  }

  @Test
  @DisplayName("an unanswered cancel request delays neither its job nor other timeouts")
  void doesNotWaitForCancelRequests() throws Exception {
    proxy.swallowCancels(true);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = threads.submit(() -> deliver("a", Cause.SLOW_STATEMENT));
      Future<String> second = threads.submit(() -> deliver("b", Cause.SLOW_STATEMENT));
      assertThat(first.get()).contains("\"state\":\"dead\"");
      assertThat(second.get()).contains("\"state\":\"dead\"");
    }
    assertThat(proxy.unansweredCancels())
        .as("cancel requests that the driver waits for")
        .isEqualTo(2);
    proxy.swallowCancels(false);
    assertOthersRun();
  }

  /** All connections of the pool were silent. These runs need one. */
  private void assertOthersRun() throws Exception {
    String note = "{\"text\": \"after\"}";
    assertThat(worker.post("/job/run/NoteJob", Map.of(), note).body()).contains("succeeded");
    assertThat(worker.query("select text from note")).containsExactly("after");
  }

  private void enqueue(String type, Cause cause) throws Exception {
    worker.execute(
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        values ('%s', '%s', '%s', now(), 0, 1)
        """
            .formatted(UuidV7.next(), type, body(cause)));
  }

  private String deliver(String id, Cause cause) throws Exception {
    Map<String, String> headers = FlakyWorker.headers(id, Map.of());
    return worker.post("/job/run/Waiting", headers, body(cause)).body();
  }

  private static String body(Cause cause) {
    return "{\"cause\": \"%s\"}".formatted(cause);
  }

  private static void execute(Plan plan, Session session) {
    String sql =
        switch (plan.cause()) {
          case SILENT_CONNECTION -> "select '%s'".formatted(SilentProxy.SILENCE);
          case SLOW_STATEMENT -> "select pg_sleep(60)";
        };
    Object _ = session.createNativeQuery(sql, Object.class).getSingleResult();
  }
}
