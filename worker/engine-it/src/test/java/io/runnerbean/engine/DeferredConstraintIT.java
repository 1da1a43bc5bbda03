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
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first attempt violates a constraint that PostgreSQL checks only at COMMIT. */
@Timeout(120)
class DeferredConstraintIT extends WithWorker {

  /** The transaction whose COMMIT fails. */
  enum Where {
    LAST_TRANSACTION,
    EARLIER_TRANSACTION
  }

  record Plan(Where where) {}

  private static final class ShortTwins implements Job<Plan> {

    @Override
    public JobType<Plan> type() {
      return JobType.of("Short", Plan.class);
    }

    @Override
    public RetryPolicy retries() {
      return FlakyJobs.soon();
    }

    @Override
    public JobResult run(Plan plan, JobContext context) {
      insert(context.session(), context.attempt() == 1);
      return JobResult.succeeded();
    }
  }

  private static final class LongTwins implements LongRunningJob<Plan> {

    @Override
    public JobType<Plan> type() {
      return JobType.of("Long", Plan.class);
    }

    @Override
    public RetryPolicy retries() {
      return FlakyJobs.soon();
    }

    @Override
    public JobResult run(Plan plan, LongRunningContext context) {
      boolean violates = context.attempt() == 1;
      if (violates && plan.where() == Where.EARLIER_TRANSACTION) {
        context.inTransaction(session -> insert(session, true));
      }
      return context.finish(session -> insert(session, violates));
    }
  }

  /** Has one connection: if an attempt lost it, the next attempt could not run. */
  @Override
  TestWorker start(PostgresDatabase database) {
    return TestWorker.start(
        TestWorker.databaseConfig(database, database.port(), 1),
        database,
        NoteJobs.catalog(new ShortTwins(), new LongTwins()));
  }

  @BeforeAll
  void makeTable() throws Exception {
    worker.execute(
        """
        create table leaf (
          id int primary key,
          parent int constraint leaf_has_parent references leaf deferrable initially deferred)
        """);
  }

  @Test
  @DisplayName("a direct run fails and is retried")
  void failsADirectRun() throws Exception {
    Map<String, String> headers = FlakyWorker.headers("a", Map.of());
    assertThat(worker.post("/job/run/Short", headers, body(Where.LAST_TRANSACTION)).body())
        .contains("\"state\":\"retrying\"");
    assertSecondAttemptSucceeds();
  }

  @Test
  @DisplayName("a queued run fails and is retried")
  void failsAQueuedRun() throws Exception {
    enqueue("Short", Where.LAST_TRANSACTION);
    assertSecondAttemptSucceeds();
  }

  @ParameterizedTest(name = "a long-running job fails and is retried: {0}")
  @EnumSource
  void failsALongRunningJob(Where where) throws Exception {
    enqueue("Long", where);
    assertSecondAttemptSucceeds();
  }

  private void assertSecondAttemptSucceeds() throws Exception {
    await(() ->
        assertThat(
                worker.query(
                    "select state || ' ' || attempt from runnerbean.run where state <> 'queued'"))
            .containsExactly("succeeded 2"));
    assertThat(
            worker.query(
                "select attempt || ' ' || error_class || ' ' || message from runnerbean.run_attempt"))
        .hasSize(1)
        .allMatch(failure -> failure.startsWith("1 ") && failure.contains("leaf_has_parent"));
    assertThat(worker.query("select parent from leaf")).containsExactly("1");
    worker.execute("truncate leaf");
  }

  private void enqueue(String type, Where where) throws Exception {
    worker.execute(
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        values ('%s', '%s', '%s', now(), 0, 1)
        """
            .formatted(UuidV7.next(), type, body(where)));
  }

  private static String body(Where where) {
    return "{\"where\": \"%s\"}".formatted(where);
  }

  /** Inserts a leaf that is its own parent or whose parent does not exist. */
  private static void insert(Session session, boolean violates) {
    int _ =
        session
            .createNativeMutationQuery("insert into leaf values (1, :parent)")
            .setParameter("parent", violates ? 2 : 1)
            .executeUpdate();
  }
}
