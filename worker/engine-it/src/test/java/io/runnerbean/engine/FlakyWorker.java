package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import io.runnerbean.engine.FlakyJobs.Flaky;
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

/** A worker with the {@link FlakyJobs}. It has requests and queries for tests. */
final class FlakyWorker implements AutoCloseable {

  /** The start of this JVM, so that a redelivery is the same message. */
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

  /** Starts a worker with this many connections for jobs. */
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

  /** Delivers a message whose first attempts fail. */
  HttpResponse<String> deliver(String type, String id, int failures, FailureMode mode)
      throws Exception {
    return worker.post("/job/run/" + type, headers(id, Map.of()), body(id, failures, mode));
  }

  /** Delivers a message that always fails, with additional headers. */
  HttpResponse<String> deliver(String type, String id, Map<String, String> more, FailureMode mode)
      throws Exception {
    return worker.post("/job/run/" + type, headers(id, more), body(id, 99, mode));
  }

  static Map<String, String> headers(String id, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("X-Aws-Sqsd-Msgid", id);
    headers.put("X-Aws-Sqsd-Sent-At", SENT.toString());
    return headers;
  }

  /** The source of such a message: the fields that its run id depends on. */
  static SourceMessage source(String id) {
    return new SourceMessage(id, null, 1, null, SENT, null, null, null);
  }

  static String body(String text, int failures, FailureMode mode) {
    return "{\"text\": \"%s\", \"failures\": %d, \"mode\": \"%s\"}".formatted(text, failures, mode);
  }

  /** Queues a due run without notifying a worker. */
  UUID enqueue(String type, String text, int failures, FailureMode mode) throws Exception {
    UUID run = UuidV7.next();
    worker.execute(
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        values ('%s', '%s', '%s', now(), 0, 1)
        """
            .formatted(run, type, body(text, failures, mode)));
    return run;
  }

  /** The run id in an answer. */
  static UUID run(HttpResponse<String> answer) {
    return UUID.fromString(answer.body().replaceAll(".*\"run_id\":\"([^\"]+)\".*", "$1"));
  }

  List<String> rows(String sql) throws Exception {
    return worker.query(sql);
  }

  /** Waits until exactly these runs have ended: the state and attempt of each. */
  void awaitHistory(String... runs) {
    await(() ->
        assertThat(
                rows("select state || ' ' || attempt from runnerbean.run where state <> 'queued'"))
            .containsExactly(runs));
  }

  static void await(ThrowingRunnable assertion) {
    Awaitility.await().atMost(Duration.ofSeconds(100)).untilAsserted(assertion);
  }

  @Override
  public void close() {
    worker.close();
  }
}
