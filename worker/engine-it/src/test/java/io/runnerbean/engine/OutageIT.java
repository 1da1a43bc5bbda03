package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.NoteJobs.PausingJob;
import io.runnerbean.testkit.PostgresExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The database becomes unavailable or read-only while the worker runs. */
@Timeout(300)
class OutageIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Map<String, String> MESSAGE = Map.of("X-Aws-Sqsd-Msgid", "a");
  private static final String CUT_CONNECTIONS =
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and datname = current_database() and pid <> pg_backend_pid()";

  @Test
  void losesNothingIfAConnectionIsCutInMidJob() throws Exception {
    PausingJob job = new PausingJob();
    try (TestWorker worker = TestWorker.start(POSTGRES.database(), NoteJobs.catalog(job));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> first =
          threads.submit(() -> worker.post("/job/run/PausingJob", MESSAGE, "{\"text\":\"cut\"}"));
      assertThat(job.running.await(60, TimeUnit.SECONDS)).isTrue();
      worker.query(CUT_CONNECTIONS);
      job.proceed.countDown();
      assertThat(first.get().statusCode()).isEqualTo(503);
      assertThat(first.get().headers().firstValue("Retry-After")).isPresent();
      assertThat(worker.query("select text from note where text = 'cut'")).isEmpty();
      await().untilAsserted(() -> assertThat(post(worker, "PausingJob", "cut")).isEqualTo(200));
      assertThat(worker.query("select text from note where text = 'cut'")).hasSize(1);
    }
  }

  @Test
  void isNotReadyAndFailsNoJobIfTheDatabaseIsReadOnly() throws Exception {
    try (TestWorker worker =
        TestWorker.start(POSTGRES.database(), NoteJobs.catalog(new NoteJobs.NoteJob()))) {
      assertThat(worker.get("/health/ready").statusCode()).isEqualTo(200);
      worker.execute(
          "alter database "
              + POSTGRES.database().name()
              + " set default_transaction_read_only = on");
      worker.query(CUT_CONNECTIONS);
      try {
        await()
            .untilAsserted(() ->
                assertThat(worker.get("/health/ready").body())
                    .contains("\"PostgreSQL is read-only\""));
        assertThat(worker.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(worker.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(post(worker, "NoteJob", "read-only")).isEqualTo(503);
      } finally {
        worker.execute(
            "begin read write; alter database %s reset default_transaction_read_only; commit"
                .formatted(POSTGRES.database().name()));
      }
      await()
          .untilAsserted(() ->
              assertThat(worker.get("/health/ready").statusCode())
                  .as("ready on new connections")
                  .isEqualTo(200));
      await().untilAsserted(() -> assertThat(post(worker, "NoteJob", "again")).isEqualTo(200));
    }
  }

  /** The pool finds a dead connection only when it uses it, so several attempts may be needed. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  private static int post(TestWorker worker, String type, String text) throws Exception {
    return worker.post("/job/run/" + type, MESSAGE, "{\"text\":\"" + text + "\"}").statusCode();
  }
}
