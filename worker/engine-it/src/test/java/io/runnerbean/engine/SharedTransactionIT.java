package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import io.runnerbean.engine.FlakyJobs.Flaky;
import io.runnerbean.engine.FlakyJobs.Plan;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import io.runnerbean.testkit.PostgresDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs share a transaction: the only slot claims all of them at once. */
@Timeout(300)
@Order(2)
class SharedTransactionIT extends WithWorker {

  private static final int BATCH = 20;

  private static final Flaky PAUSING = new Flaky("Pausing", FlakyJobs.soon());

  /** A {@link Flaky} job that shares its transaction with others of its type. */
  record Sharing(Flaky flaky) implements Job<Plan> {

    @Override
    public JobType<Plan> type() {
      return flaky.type();
    }

    @Override
    public RetryPolicy retries() {
      return flaky.retries();
    }

    @Override
    public Duration timeout() {
      return flaky.timeout();
    }

    @Override
    public int runsPerTransaction() {
      return BATCH;
    }

    @Override
    public JobResult run(Plan plan, JobContext context) throws Exception {
      return flaky.run(plan, context);
    }
  }

  @Override
  TestWorker start(PostgresDatabase database) {
    return TestWorker.start(
        TestWorker.databaseConfig(database, database.port(), 1),
        database,
        NoteJobs.catalog(
            new Sharing(PAUSING),
            new Sharing(new Flaky("Short", FlakyJobs.soon(), FlakyJobs.SHORT))));
  }

  @Test
  @DisplayName("runs that are due at once commit together, each with its own row")
  void sharesCommits() throws Exception {
    enqueue("Short", FailureMode.THROW, 0);
    awaitHistory(Collections.nCopies(BATCH, "succeeded 1"));
    assertThat(worker.query("select distinct text from note")).hasSize(BATCH);
    assertThat(
            worker.query(
                "select distinct n.xmin from note n join runnerbean.run r on r.xmin = n.xmin"))
        .as("transactions that wrote notes and runs; a slow machine needs some more")
        .hasSizeLessThan(BATCH);
    assertThat(worker.query("select distinct id from runnerbean.run")).hasSize(BATCH);
  }

  @ParameterizedTest(name = "a run that fails does not affect the others: {0}")
  @EnumSource(
      value = FailureMode.class,
      names = {
        "THROW",
        "LINKAGE_ERROR",
        "RETRY_LATER",
        "UNIQUE_VIOLATION",
        "SLEEP_IN_POSTGRES",
        "IGNORE_INTERRUPT"
      })
  void oneFails(FailureMode mode) throws Exception {
    enqueue("Short", mode, 1);
    awaitHistoryWith("succeeded 2");
    assertThat(worker.query("select distinct text from note")).hasSize(BATCH);
    assertThat(worker.query("select attempt from runnerbean.run_attempt")).containsExactly("1");
  }

  @Test
  @DisplayName("a run that is discarded does not affect the others")
  void oneIsDiscarded() throws Exception {
    enqueue("Short", FailureMode.DISCARD, 1);
    awaitHistoryWith("discarded 1");
    assertThat(worker.query("select text from note")).hasSize(BATCH - 1);
  }

  @Test
  @DisplayName("a run that was cancelled before does not start, unlike the others")
  void oneIsCancelled() throws Exception {
    enqueue("Short", FailureMode.THROW, 0, "true");
    awaitHistoryWith("cancelled 1");
    assertThat(worker.query("select text from note")).hasSize(BATCH - 1);
  }

  @Test
  @DisplayName("a run that has lost its lease is not committed, unlike the others")
  void oneIsLost() throws Exception {
    UUID odd = enqueue("Pausing", FailureMode.PAUSE, 1);
    assertThat(PAUSING.running.await(60, TimeUnit.SECONDS)).isTrue();
    worker.execute(
        "update runnerbean.job_queue set lease = lease + 1, worker = 'another', leased_until = now() + interval '1 hour' where run_id = '%s'"
            .formatted(odd));
    PAUSING.proceed.countDown();
    awaitHistory(Collections.nCopies(BATCH - 1, "succeeded 1"));
    assertThat(worker.query("select text from note")).hasSize(BATCH - 1).doesNotContain("odd");
    assertThat(worker.query("select run_id from runnerbean.job_queue"))
        .containsExactly(odd.toString());
  }

  private UUID enqueue(String type, FailureMode mode, int failures) throws Exception {
    return enqueue(type, mode, failures, "false");
  }

  /** Queues as many runs as may share a transaction, at once, with one odd run among them. */
  private UUID enqueue(String type, FailureMode mode, int failures, String cancelled)
      throws Exception {
    UUID odd = UuidV7.next();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      rows.add(
          i == BATCH / 2
              ? row(odd, type, body("odd", failures, mode), cancelled)
              : row(UuidV7.next(), type, body("even-" + i, 0, FailureMode.THROW), "false"));
    }
    worker.execute(
        "insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count, cancelled) values "
            + String.join(", ", rows));
    return odd;
  }

  private static String row(UUID run, String type, String payload, String cancelled) {
    return "('%s', '%s', '%s', now(), 0, 1, %s)".formatted(run, type, payload, cancelled);
  }

  /** Waits until the others have succeeded at their first attempt. */
  private void awaitHistoryWith(String odd) {
    List<String> runs = new ArrayList<>(Collections.nCopies(BATCH - 1, "succeeded 1"));
    runs.add(odd);
    awaitHistory(runs);
  }

  private void awaitHistory(List<String> runs) {
    FlakyWorker.await(() ->
        assertThat(
                worker.query(
                    "select state || ' ' || attempt from runnerbean.run where state <> 'queued'"))
            .containsExactlyInAnyOrderElementsOf(runs));
  }
}
