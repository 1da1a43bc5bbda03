package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import io.runnerbean.testkit.PostgresDatabase;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Another transaction changes an entity that a job has read. Hibernate detects it by the version.
 */
@Timeout(120)
class VersionIT extends WithWorker {

  /** What the job does with an entity that another transaction has changed. */
  enum Use {
    /** Hibernate checks the version where it updates the row. */
    CHANGE,
    /** It checks the version before the COMMIT. */
    RELY_ON,
    /** It increments the version before the COMMIT. */
    CLAIM
  }

  record Plan(Use use) {}

  /** Another transaction changes the counter during its first attempt. */
  private record Counting(PostgresDatabase database, String name, int runsPerTransaction)
      implements Job<Plan> {

    @Override
    public JobType<Plan> type() {
      return JobType.of(name, Plan.class);
    }

    @Override
    public RetryPolicy retries() {
      return FlakyJobs.soon();
    }

    @Override
    public JobResult run(Plan plan, JobContext context) throws Exception {
      Session session = context.session();
      session.persist(new Note(context.attempt() + " " + context.runId()));
      Counter counter = session.find(Counter.class, 1);
      if (context.attempt() == 1) {
        database.execute("update counter set version = version + 1");
      }
      switch (plan.use()) {
        case CHANGE -> counter.increment();
        case RELY_ON -> session.lock(counter, LockModeType.OPTIMISTIC);
        case CLAIM -> session.lock(counter, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
      }
      return JobResult.succeeded();
    }
  }

  @Override
  TestWorker start(PostgresDatabase database) {
    return TestWorker.start(
        TestWorker.databaseConfig(database, database.port(), 1),
        database,
        JobCatalog.of(new Counting(database, "Alone", 1), new Counting(database, "Sharing", 20))
            .entities(Note.class, Counter.class)
            .migrations("classpath:notes"));
  }

  @BeforeEach
  void reset() throws Exception {
    worker.execute(
        """
        create table if not exists counter (id int primary key, version int, value int, updates int);
        truncate counter;
        insert into counter values (1, 0, 0, 0)
        """);
  }

  @ParameterizedTest(name = "a direct run fails and is retried: {0}")
  @EnumSource
  void failsADirectRun(Use use) throws Exception {
    Map<String, String> headers = FlakyWorker.headers("a", Map.of());
    assertThat(worker.post("/job/run/Alone", headers, body(use)).body())
        .contains("\"state\":\"retrying\"");
    assertSecondAttemptSucceeds(use, 1);
  }

  @ParameterizedTest(name = "a queued run fails and is retried: {0}")
  @EnumSource
  void failsAQueuedRun(Use use) throws Exception {
    enqueue("Alone", use, 1);
    assertSecondAttemptSucceeds(use, 1);
  }

  @ParameterizedTest(name = "runs that share a transaction fail and are retried: {0}")
  @EnumSource
  void failsRunsThatShareATransaction(Use use) throws Exception {
    enqueue("Sharing", use, 2);
    assertSecondAttemptSucceeds(use, 2);
  }

  private void assertSecondAttemptSucceeds(Use use, int runs) throws Exception {
    await(() ->
        assertThat(
                worker.query(
                    "select state || ' ' || attempt from runnerbean.run where state <> 'queued'"))
            .hasSize(runs)
            .containsOnly("succeeded 2"));
    assertThat(worker.query("select attempt || ' ' || error_class from runnerbean.run_attempt"))
        .hasSize(runs)
        .allMatch(failure -> failure.matches("1 .*Optimistic.*|1 .*StaleObjectState.*"));
    assertThat(worker.query("select left(text, 2) from note")).hasSize(runs).containsOnly("2 ");
    int changes = use == Use.CHANGE ? runs : 0;
    assertThat(worker.query("select value || ' ' || updates from counter"))
        .as("the value that the job has written and the updates that its callback has counted")
        .containsExactly(changes + " " + changes);
  }

  /** Queues the runs at once, so that those that may share a transaction do. */
  private void enqueue(String type, Use use, int runs) throws SQLException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < runs; i++) {
      rows.append(i == 0 ? "" : ", ")
          .append("('%s', '%s', '%s', now(), 0, 1)".formatted(UuidV7.next(), type, body(use)));
    }
    worker.execute(
        "insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count) values "
            + rows);
  }

  private static String body(Use use) {
    return "{\"use\": \"%s\"}".formatted(use);
  }
}
