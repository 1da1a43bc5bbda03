package io.runnerbean.engine.delivery;

import io.runnerbean.config.Secret;
import io.runnerbean.engine.database.Database;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.database.DatabaseStartup;
import io.runnerbean.engine.execution.ActiveRunsReporter;
import io.runnerbean.engine.execution.AttemptCompleter;
import io.runnerbean.engine.execution.BatchExecutor;
import io.runnerbean.engine.execution.DatabaseProbe;
import io.runnerbean.engine.execution.JobExecutor;
import io.runnerbean.engine.execution.QueueStatus;
import io.runnerbean.engine.execution.RunStatistics;
import io.runnerbean.engine.execution.RunningJobs;
import io.runnerbean.engine.execution.ScheduleLateness;
import io.runnerbean.engine.execution.Transactions;
import io.runnerbean.engine.lifecycle.Closer;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.TimeoutCheck;
import io.runnerbean.engine.slots.JobThreads;
import io.runnerbean.engine.slots.LoadLimits;
import io.runnerbean.engine.slots.SharedExecutionSlots;
import io.runnerbean.engine.store.ActiveRuns;
import io.runnerbean.engine.store.ClaimedRuns;
import io.runnerbean.engine.store.FailedAttempts;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.Partitions;
import io.runnerbean.engine.store.RetentionConfig;
import io.runnerbean.engine.store.Runs;
import io.runnerbean.engine.store.SharedCommit;
import io.runnerbean.engine.store.UniqueKeys;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.testkit.PostgresDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What handles deliveries in a worker, on a real database, without the worker's HTTP server. */
public final class DeliveryRig implements AutoCloseable {

  private static final TimeoutCheck TIMEOUTS =
      new TimeoutCheck(Duration.ofMinutes(5), Duration.ofMinutes(5));
  private static final String WORKER = "test";

  private final Closer parts = new Closer();
  private final Database database;
  private final JobRegistry registry;
  private final JobThreads threads;
  private final RunningJobs running;
  private final DeliveryHandler deliveries;

  /** Migrates the database, and starts the parts that have threads. */
  public DeliveryRig(
      PostgresDatabase where,
      JobCatalog catalog,
      LoadLimits limits,
      SharedExecutionSlots slots,
      Clock clock)
      throws Exception {
    database =
        parts
            .add(
                DatabaseStartup.begin(
                    config(where, limits.connections()), catalog, Duration.ofMinutes(1)))
            .migrated();
    try (Connection connection = database.control().getConnection()) {
      var _ = Partitions.makeAhead(connection);
    }
    registry = JobRegistry.of(catalog.jobs(), TIMEOUTS);
    threads = parts.add(new JobThreads("job-", limits));
    running = parts.add(new RunningJobs(new ScheduleLateness(clock)));
    deliveries = deliveries(slots, clock);
  }

  public DeliveryHandler deliveries() {
    return deliveries;
  }

  /** Delivers a message for the first time. */
  CompletableFuture<DeliveryOutcome> deliver(String messageId, Instant sentAt, String body) {
    Map<String, String> headers =
        Map.of(SqsdHeaders.MESSAGE_ID, messageId, SqsdHeaders.SENT_AT, sentAt.toString());
    CompletableFuture<DeliveryOutcome> answer = new CompletableFuture<>();
    deliveries.handle(
        new DeliveryRequest(null, headers::get, _ -> null, body.getBytes(StandardCharsets.UTF_8)),
        answer::complete);
    return answer;
  }

  /** The outcome of a delivery, or of its attempt, as a word. */
  static String word(CompletableFuture<DeliveryOutcome> answer) throws Exception {
    DeliveryOutcome outcome = answer.get(60, TimeUnit.SECONDS);
    return outcome instanceof DeliveryOutcome.Attempted(var attempt)
        ? attempt.getClass().getSimpleName()
        : outcome.toString();
  }

  public JobRegistry registry() {
    return registry;
  }

  public JobThreads threads() {
    return threads;
  }

  public RunningJobs running() {
    return running;
  }

  @Override
  public void close() {
    parts.close();
  }

  private DeliveryHandler deliveries(SharedExecutionSlots slots, Clock clock) {
    Transactions transactions = new Transactions(database.sessions(), slots);
    RetentionConfig retention = RetentionConfig.standard();
    Runs runs = new Runs(WORKER, retention);
    ClaimedRuns claimed = new ClaimedRuns(WORKER, retention);
    JobQueue queue = new JobQueue();
    DatabaseProbe probe = new DatabaseProbe(database.control());
    QueueStatus status = parts.add(QueueStatus.start(database.control(), 1_000));
    RunStatistics statistics = parts.add(RunStatistics.start(database.control(), clock));
    ActiveRunsReporter reporter =
        parts.add(ActiveRunsReporter.start(running, new ActiveRuns(WORKER), database.control()));
    AttemptCompleter completer =
        new AttemptCompleter(runs, claimed, queue, new FailedAttempts(WORKER));
    JobExecutor executor =
        new JobExecutor(
            transactions, running, reporter, completer, status, probe, statistics, clock);
    BatchExecutor batches =
        new BatchExecutor(
            database.sessions(),
            claimed,
            new SharedCommit(WORKER, retention),
            running,
            statistics,
            clock);
    return new DeliveryHandler(
        threads,
        slots,
        new MessageDecoder(registry, Envelopes.none()),
        batches,
        new DeliveryRunner(
            executor,
            new Enqueuer(transactions, runs, queue, new UniqueKeys(), status, probe),
            status,
            RetryOwner.POSTGRES,
            clock));
  }

  private static DatabaseConfig config(PostgresDatabase where, int pool) {
    return new DatabaseConfig(
        where.host(), where.port(), where.name(), where.user(), new Secret(where.password()), pool);
  }
}
