package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.consumer.ConsumerConfig;
import io.runnerbean.engine.delivery.DeliveryConfig;
import io.runnerbean.engine.delivery.Envelopes;
import io.runnerbean.engine.delivery.RetryOwner;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.slots.LoadLimits;
import io.runnerbean.engine.sqs.SqsConfig;
import io.runnerbean.engine.store.RetentionConfig;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.testkit.PostgresDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PostgreSQL becomes silent when a run is committed, after its job has ended. */
@Timeout(100)
@SuppressWarnings("NullAway.Init") // the base class calls start before any test
class SilentCommitIT extends WithWorker {

  private SilentProxy proxy;

  private static final class Quick implements Job<Quick.Nothing> {

    record Nothing() {}

    @Override
    public JobType<Nothing> type() {
      return JobType.of("Quick", Nothing.class);
    }

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(1);
    }

    @Override
    public JobResult run(Nothing payload, JobContext context) {
      return JobResult.succeeded();
    }
  }

  @Override
  TestWorker start(PostgresDatabase database) {
    proxy = SilentProxy.before(database);
    HttpConfig http = HttpConfig.loopback(0);
    WorkerConfig config =
        new WorkerConfig(
            TestWorker.databaseConfig(database, proxy.port(), 1),
            LoadLimits.threads(1),
            http,
            SqsConfig.of(null),
            new DeliveryConfig(RetryOwner.POSTGRES, Duration.ofSeconds(2), Envelopes.none()),
            ConsumerConfig.withDrain(http.drain()),
            RetentionConfig.standard());
    return TestWorker.start(config, database, NoteJobs.catalog(new Quick()), Clock.systemUTC());
  }

  @AfterAll
  void closeProxy() {
    proxy.close();
  }

  @Test
  @DisplayName("a commit without an answer ends with the delivery, and frees its slot")
  void commitWithoutAnswer() throws Exception {
    // The statement that becomes silent is the one that writes the message id, together with
    // COMMIT.
    Map<String, String> silent = FlakyWorker.headers(SilentProxy.SILENCE, Map.of());
    assertThat(worker.post("/job/run/Quick", silent, "{}").statusCode()).isEqualTo(503);
    assertThat(proxy.silenced()).isEqualTo(1);
    Map<String, String> other = FlakyWorker.headers("other", Map.of());
    assertThat(worker.post("/job/run/Quick", other, "{}").body()).contains("succeeded");
    assertThat(worker.query("select message_id from runnerbean.run")).containsExactly("other");
  }
}
