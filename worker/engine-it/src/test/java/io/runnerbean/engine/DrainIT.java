package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.NoteJobs.PausingJob;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.http.TrustedPeers;
import io.runnerbean.engine.http.auth.AccessConfig;
import io.runnerbean.testkit.PostgresExtension;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
@SuppressWarnings("try") // the test closes the worker twice
class DrainIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Test
  @DisplayName("a message whose job outlasts the drain is queued, and another worker runs it")
  void handsOverTheRunOfAMessage() throws Exception {
    PausingJob job = new PausingJob();
    try (TestWorker worker = start(job)) {
      assertThat(answerOfStopped(worker, job, Map.of("X-Aws-Sqsd-Msgid", "a")))
          .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200))
          .satisfies(answer -> assertThat(answer.body()).contains("waiting"));
      assertThat(worker.query("select text from note")).isEmpty();
      assertThat(worker.query("select state from runnerbean.run")).containsExactly("queued");
      assertThat(worker.query("select run_id from runnerbean.run_attempt")).isEmpty();
      assertThat(worker.query("select attempt || ' ' || receive_count from runnerbean.job_queue"))
          .as("the attempt does not count")
          .containsExactly("0 1");
      worker.close();
    }
    PausingJob again = new PausingJob();
    again.proceed.countDown();
    try (TestWorker worker = start(again)) {
      FlakyWorker.await(() ->
          assertThat(worker.query("select state from runnerbean.run"))
              .as("another worker runs it")
              .containsExactly("succeeded"));
    }
  }

  @Test
  @DisplayName("a request that is no message gets 503, and nothing is kept")
  void refusesAnotherRequest() throws Exception {
    PausingJob job = new PausingJob();
    try (TestWorker worker = start(job)) {
      assertThat(answerOfStopped(worker, job, Map.of()))
          .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(503))
          .satisfies(answer -> assertThat(answer.body()).contains("Draining"));
      assertThat(worker.query("select run_id from runnerbean.job_queue")).isEmpty();
      assertThat(worker.query("select id from runnerbean.run where state <> 'succeeded'"))
          .isEmpty();
    }
  }

  /** Stops the worker while it runs a job, and returns the answer to the request. */
  private static HttpResponse<String> answerOfStopped(
      TestWorker worker, PausingJob job, Map<String, String> headers) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> running =
          threads.submit(() -> worker.post("/job/run/PausingJob", headers, "{\"text\":\"x\"}"));
      assertThat(job.running.await(60, TimeUnit.SECONDS)).isTrue();
      worker.close();
      return running.get();
    }
  }

  private static TestWorker start(PausingJob job) {
    WorkerConfig config =
        new WorkerConfig(
            TestWorker.databaseConfig(POSTGRES.database(), POSTGRES.database().port(), 2),
            new HttpConfig(
                "127.0.0.1", 0, TrustedPeers.none(), AccessConfig.open(), Duration.ofSeconds(1)),
            null);
    return TestWorker.start(config, POSTGRES.database(), NoteJobs.catalog(job), Clock.systemUTC());
  }
}
