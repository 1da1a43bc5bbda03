package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.embedded.PostgresDatabase;
import io.runnerbean.engine.CustodyJobs.Flaky;
import io.runnerbean.engine.CustodyJobs.Way;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.message.TimeOrderedIds;
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

/** A worker with the jobs that fail, and what tests of custody ask of it. */
final class CustodyRig implements AutoCloseable {

  /** This JVM's start: what is delivered again must be the same message. */
  private static final Instant SENT =
      ProcessHandle.current().info().startInstant().orElseThrow().truncatedTo(ChronoUnit.SECONDS);

  final Flaky pausing = new Flaky("Pausing", CustodyJobs.soon());
  final TestWorker worker;

  private CustodyRig(PostgresDatabase database, WorkerConfig config) {
    worker = TestWorker.start(config, database, CustodyJobs.catalog(pausing), Clock.systemUTC());
  }

  static CustodyRig start(PostgresDatabase database) {
    return start(database, 4);
  }

  /** With so many connections for jobs. */
  static CustodyRig start(PostgresDatabase database, int pool) {
    return start(database, config(database, pool));
  }

  static CustodyRig start(PostgresDatabase database, WorkerConfig config) {
    return new CustodyRig(database, config);
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

  static String body(String text, int failures, Way way) {
    return "{\"text\": \"%s\", \"failures\": %d, \"way\": \"%s\"}".formatted(text, failures, way);
  }

  /** Puts a run into custody that is due, and tells nobody. */
  UUID admit(String type, String text, int failures, Way way) throws Exception {
    UUID run = TimeOrderedIds.next();
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

  /** Waits until the history says so: state and attempt of each run. */
  void awaitHistory(String... runs) {
    await(() ->
        assertThat(rows("select state || ' ' || attempt from runnerbean.job_run"))
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
