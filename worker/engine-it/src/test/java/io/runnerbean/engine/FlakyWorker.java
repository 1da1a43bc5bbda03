package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.Flaky;
import io.runnerbean.engine.FlakyJobs.Way;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.testkit.PostgresDatabase;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** A worker with the jobs that fail, and what tests ask of it. */
final class FlakyWorker implements AutoCloseable {

  /** This JVM's start: what is delivered again must be the same message. */
  private static final Instant SENT =
      ProcessHandle.current().info().startInstant().orElseThrow().truncatedTo(ChronoUnit.SECONDS);

  final Flaky pausing = new Flaky("Pausing", FlakyJobs.soon());
  final TestWorker worker;

  private FlakyWorker(PostgresDatabase database, WorkerConfig config) {
    worker = TestWorker.start(config, database, FlakyJobs.catalog(pausing), Clock.systemUTC());
  }

  static FlakyWorker start(PostgresDatabase database) {
    return start(database, 4);
  }

  /** With so many connections for jobs. */
  static FlakyWorker start(PostgresDatabase database, int pool) {
    return start(database, config(database, pool));
  }

  static FlakyWorker start(PostgresDatabase database, WorkerConfig config) {
    return new FlakyWorker(database, config);
  }

  static WorkerConfig config(PostgresDatabase database, int pool) {
    return new WorkerConfig(
        TestWorker.databaseConfig(database, database.port(), pool), HttpConfig.loopback(0), null);
  }

  /** A message that fails so often. */
  HttpResponse<String> deliver(String type, String id, int failures, Way way) throws Exception {
    return worker.post("/job/run/" + type, headers(id, Map.of()), body(id, failures, way));
  }

  /** A message that always fails, with more headers. */
  HttpResponse<String> deliver(String type, String id, Map<String, String> more, Way way)
      throws Exception {
    return worker.post("/job/run/" + type, headers(id, more), body(id, 99, way));
  }

  static Map<String, String> headers(String id, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("X-Aws-Sqsd-Msgid", id);
    headers.put("X-Aws-Sqsd-Sent-At", SENT.toString());
    return headers;
  }

  /** The source of such a message, as far as its run id depends on it. */
  static SourceMessage source(String id) {
    return new SourceMessage(id, null, 1, null, SENT, null, null, null);
  }

  static String body(String text, int failures, Way way) {
    return "{\"text\": \"%s\", \"failures\": %d, \"way\": \"%s\"}".formatted(text, failures, way);
  }

  /** Queues a run that is due, and announces it to no worker. */
  UUID admit(String type, String text, int failures, Way way) throws Exception {
    UUID run = UuidV7.next();
    worker.execute(
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        values ('%s', '%s', '%s', now(), 0, 1)
        """
            .formatted(run, type, body(text, failures, way)));
    return run;
  }

  /** The run that an answer is about. */
  static UUID run(HttpResponse<String> answer) {
    return UUID.fromString(answer.body().replaceAll(".*\"run_id\":\"([^\"]+)\".*", "$1"));
  }

  List<String> rows(String sql) throws Exception {
    return worker.query(sql);
  }

  /** Waits until the runs that have ended are these: state and attempt of each. */
  void awaitHistory(String... runs) {
    await(() ->
        assertThat(
                rows("select state || ' ' || attempt from runnerbean.run where state <> 'queued'"))
            .containsExactly(runs));
  }

  static void await(ThrowingRunnable holds) {
    Awaitility.await().atMost(Duration.ofSeconds(100)).untilAsserted(holds);
  }

  @Override
  public void close() {
    worker.close();
  }
}
