package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.Flaky;
import io.runnerbean.engine.FlakyJobs.Plan;
import io.runnerbean.engine.FlakyJobs.Way;
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

/** Runs that share a transaction: there is one slot, which gets all of them at once. */
@Timeout(300)
@Order(2)
class SharedTransactionIT extends WithWorker {

  private static final int MANY = 20;

  private static final Flaky PAUSING = new Flaky("Pausing", FlakyJobs.soon());

  /** Does as it is told, in a transaction with others of its type. */
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
      return MANY;
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
  @DisplayName("what is due at once is committed together, run by run in history")
  void sharesCommits() throws Exception {
    admit("Short", Way.THROW, 0);
    awaitHistory(Collections.nCopies(MANY, "succeeded 1"));
    assertThat(worker.query("select distinct text from note")).hasSize(MANY);
    assertThat(
            worker.query(
                "select distinct n.xmin from note n join runnerbean.run r on r.xmin = n.xmin"))
        .as("transactions that wrote notes and history, where a slow machine needs some more")
        .hasSizeLessThan(MANY);
    assertThat(worker.query("select distinct id from runnerbean.run")).hasSize(MANY);
  }

  @ParameterizedTest(name = "one that goes wrong takes no other along: {0}")
  @EnumSource(
      value = Way.class,
      names = {"THROW", "LINK", "ASK", "VIOLATE", "SLEEP_IN_POSTGRES", "HEED_NOTHING"})
  void oneFails(Way way) throws Exception {
    admit("Short", way, 1);
    awaitHistoryWith("succeeded 2");
    assertThat(worker.query("select distinct text from note")).hasSize(MANY);
    assertThat(worker.query("select attempt from runnerbean.run_attempt")).containsExactly("1");
  }

  @Test
  @DisplayName("one that discards itself does so alone")
  void oneIsDiscarded() throws Exception {
    admit("Short", Way.DISCARD, 1);
    awaitHistoryWith("discarded 1");
    assertThat(worker.query("select text from note")).hasSize(MANY - 1);
  }

  @Test
  @DisplayName("one that was cancelled before is not run, and the others are")
  void oneIsCancelled() throws Exception {
    admit("Short", Way.THROW, 0, "true");
    awaitHistoryWith("cancelled 1");
    assertThat(worker.query("select text from note")).hasSize(MANY - 1);
  }

  @Test
  @DisplayName("one whose lease is lost is not committed, and the others are")
  void oneIsLost() throws Exception {
    UUID odd = admit("Pausing", Way.PAUSE, 1);
    assertThat(PAUSING.running.await(60, TimeUnit.SECONDS)).isTrue();
    worker.execute(
        "update runnerbean.job_queue set lease = lease + 1, worker = 'another', leased_until = now() + interval '1 hour' where run_id = '%s'"
            .formatted(odd));
    PAUSING.goOn.countDown();
    awaitHistory(Collections.nCopies(MANY - 1, "succeeded 1"));
    assertThat(worker.query("select text from note")).hasSize(MANY - 1).doesNotContain("odd");
    assertThat(worker.query("select run_id from runnerbean.job_queue"))
        .containsExactly(odd.toString());
  }

  private UUID admit(String type, Way way, int failures) throws Exception {
    return admit(type, way, failures, "false");
  }

  /** As many as may share a transaction, all at once; in their midst one that is odd. */
  private UUID admit(String type, Way way, int failures, String cancelled) throws Exception {
    UUID odd = UuidV7.next();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      rows.add(
          i == MANY / 2
              ? row(odd, type, body("odd", failures, way), cancelled)
              : row(UuidV7.next(), type, body("even-" + i, 0, Way.THROW), "false"));
    }
    worker.execute(
        "insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count, cancelled) values "
            + String.join(", ", rows));
    return odd;
  }

  private static String row(UUID run, String type, String payload, String cancelled) {
    return "('%s', '%s', '%s', now(), 0, 1, %s)".formatted(run, type, payload, cancelled);
  }

  /** All the others succeed at once. */
  private void awaitHistoryWith(String odd) {
    List<String> runs = new ArrayList<>(Collections.nCopies(MANY - 1, "succeeded 1"));
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
