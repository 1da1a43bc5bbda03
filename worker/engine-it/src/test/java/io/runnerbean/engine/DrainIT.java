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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
@SuppressWarnings("try") // the test closes the worker twice
class DrainIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Test
  void interruptsAndRollsBackAJobThatOutlastsTheDrain() throws Exception {
    PausingJob job = new PausingJob();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        TestWorker worker = start(job)) {
      Future<HttpResponse<String>> running =
          threads.submit(() ->
              worker.post(
                  "/job/run/PausingJob", Map.of("X-Aws-Sqsd-Msgid", "a"), "{\"text\":\"x\"}"));
      assertThat(job.running.await(60, TimeUnit.SECONDS)).isTrue();
      worker.close();
      assertThat(running.get().statusCode()).isEqualTo(503);
      assertThat(running.get().body()).contains("Draining");
      assertThat(worker.query("select text from note")).isEmpty();
      assertThat(worker.query("select id from runnerbean.run")).isEmpty();
      assertThat(worker.query("select run_id from runnerbean.run_attempt")).isEmpty();
      worker.close();
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
