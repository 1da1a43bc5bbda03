package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import io.runnerbean.engine.consumer.ConsumerConfig;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import io.runnerbean.testkit.process.TcpProxy;
import io.runnerbean.testkit.process.TcpProxy.Passing;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker loses the database for longer than its lease, while its job continues. */
@Timeout(200)
class LostDatabaseIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  /** Long, so that the first worker does not itself notice that its lease has expired. */
  private static final Duration LONG = Duration.ofHours(1);

  /** The second worker looks for expired leases after a third of this. */
  private static final Duration SHORT = Duration.ofSeconds(5);

  private final PostgresDatabase database = POSTGRES.database();

  /** How the first worker loses the database. */
  enum Loss {
    /** Its connections are cut. */
    CUT,
    /** Its statements, even COMMIT, arrive after another worker has taken the run over. */
    DELAY
  }

  @AfterEach
  void deleteRuns() throws Exception {
    database.execute(TestWorker.DELETE_RUNS);
  }

  @ParameterizedTest(
      name = "the first attempt commits nothing after another worker has taken the run over: {0}")
  @EnumSource
  void commitsOnceAndCountsOnce(Loss loss) throws Exception {
    try (TcpProxy proxy = TcpProxy.start(database.port());
        FlakyWorker first = start(proxy.port(), LONG)) {
      var _ = first.enqueue("Pausing", "x", 1, FailureMode.PAUSE);
      assertThat(first.pausing.running.await(60, TimeUnit.SECONDS)).isTrue();
      lose(proxy, loss);
      database.execute("update runnerbean.job_queue set leased_until = now()");
      try (FlakyWorker second = start(database.port(), SHORT)) {
        await(() ->
            assertThat(database.query("select error_class from runnerbean.run_attempt"))
                .containsExactly("WorkerLost"));
        first.pausing.proceed.countDown();
        proxy.pass(Passing.ALL);
        second.awaitHistory("succeeded 2");
      }
    }
    assertThat(database.query("select attempt || ' ' || error_class from runnerbean.run_attempt"))
        .containsExactly("1 WorkerLost");
    assertThat(database.query("select state || ' ' || attempt from runnerbean.run"))
        .containsExactly("succeeded 2");
    assertThat(database.query("select text from note")).containsExactly("x");
    assertThat(database.query("select run_id from runnerbean.job_queue")).isEmpty();
  }

  private static void lose(TcpProxy proxy, Loss loss) throws Exception {
    switch (loss) {
      case CUT -> {
        proxy.pass(Passing.CLOSED);
        proxy.pass(Passing.ALL);
      }
      case DELAY -> proxy.pass(Passing.BLACKHOLE);
    }
  }

  private FlakyWorker start(int port, Duration lease) {
    WorkerConfig config =
        new WorkerConfig(
            TestWorker.databaseConfig(database, port, 2), HttpConfig.loopback(0), null);
    return FlakyWorker.start(
        database, config.withConsumer(new ConsumerConfig(lease, Duration.ofSeconds(10), 1, 1_000)));
  }
}
