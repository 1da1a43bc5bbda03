package io.runnerbean.engine;

import io.runnerbean.engine.consumer.QueueConsumer;
import io.runnerbean.engine.consumer.QueuedRunExecutor;
import io.runnerbean.engine.database.Database;
import io.runnerbean.engine.delivery.DeliveryHandler;
import io.runnerbean.engine.delivery.DeliveryRunner;
import io.runnerbean.engine.delivery.Enqueuer;
import io.runnerbean.engine.delivery.MessageDecoder;
import io.runnerbean.engine.execution.ActiveRunsReporter;
import io.runnerbean.engine.execution.AttemptCompleter;
import io.runnerbean.engine.execution.BatchExecutor;
import io.runnerbean.engine.execution.DatabaseProbe;
import io.runnerbean.engine.execution.JobExecutor;
import io.runnerbean.engine.execution.LongRunningExecutor;
import io.runnerbean.engine.execution.LostRunExecutor;
import io.runnerbean.engine.execution.QueueMetricsReporter;
import io.runnerbean.engine.execution.QueueStatus;
import io.runnerbean.engine.execution.RunStatistics;
import io.runnerbean.engine.execution.RunningJobs;
import io.runnerbean.engine.execution.ScheduleLateness;
import io.runnerbean.engine.execution.Transactions;
import io.runnerbean.engine.http.HttpServer;
import io.runnerbean.engine.lifecycle.Closer;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.poll.Polling;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.slots.JobThreads;
import io.runnerbean.engine.slots.LoadLimits;
import io.runnerbean.engine.slots.SharedExecutionSlots;
import io.runnerbean.engine.sqs.DeadLetterForwarder;
import io.runnerbean.engine.sqs.JobSender;
import io.runnerbean.engine.sqs.SqsQueueConfig;
import io.runnerbean.engine.store.ActiveRuns;
import io.runnerbean.engine.store.ClaimedRuns;
import io.runnerbean.engine.store.FailedAttempts;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.PartitionMaintenance;
import io.runnerbean.engine.store.Retention;
import io.runnerbean.engine.store.Runs;
import io.runnerbean.engine.store.SharedCommit;
import io.runnerbean.engine.store.UniqueKeys;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Assembles the parts of a worker, and starts those that have threads. */
final class WorkerComponents {

  /** The threads that send posted jobs. They only wait for SQS, and take no slot from jobs. */
  private static final int POSTING = 8;

  private final WorkerConfig config;
  private final JobRegistry registry;
  private final Database database;
  private final Clock clock;
  private final Closer parts;
  private final String worker = WorkerId.current();

  WorkerComponents(
      WorkerConfig config, JobRegistry registry, Database database, Clock clock, Closer parts) {
    this.config = config;
    this.registry = registry;
    this.database = database;
    this.clock = clock;
    this.parts = parts;
  }

  Worker start() throws SQLException {
    config.deliveries().envelopes().check(registry);
    DataSource control = database.control();
    PartitionMaintenance partitions =
        parts.add(PartitionMaintenance.start(control, new Retention(config.retention().days())));
    Runs runs = new Runs(worker, config.retention());
    ClaimedRuns claimed = new ClaimedRuns(worker, config.retention());
    JobQueue queue = new JobQueue();
    RunStatistics statistics = parts.add(RunStatistics.start(control, clock));
    RunningJobs running = parts.add(new RunningJobs(new ScheduleLateness(clock)));
    ActiveRunsReporter reporter =
        parts.add(ActiveRunsReporter.start(running, new ActiveRuns(worker), control));
    QueueStatus status = parts.add(QueueStatus.start(control, config.consumer().maxQueued()));
    parts.add(QueueMetricsReporter.start(status));
    forwardDeadLetters();

    LoadLimits limits = config.limits();
    SharedExecutionSlots slots = limits.slots();
    Transactions transactions = new Transactions(database.sessions(), slots);
    DatabaseProbe probe = new DatabaseProbe(control);
    AttemptCompleter completer =
        new AttemptCompleter(runs, claimed, queue, new FailedAttempts(worker));
    JobExecutor executor =
        new JobExecutor(
            transactions, running, reporter, completer, status, probe, statistics, clock);
    BatchExecutor batches = batches(claimed, running, statistics);
    QueueConsumer consumer =
        parts.add(
            new QueueConsumer(
                config.consumer(),
                worker,
                control,
                registry,
                slots.forQueue(),
                queued(
                    executor, batches, completer, running, probe, statistics, queue, transactions),
                queue,
                running));
    JobThreads threads = parts.add(new JobThreads("job-", limits));
    DeliveryHandler deliveries =
        new DeliveryHandler(
            threads,
            slots,
            new MessageDecoder(registry, config.deliveries().envelopes()),
            batches,
            new DeliveryRunner(
                executor,
                new Enqueuer(transactions, runs, queue, new UniqueKeys(), status, probe),
                status,
                config.deliveries().retryOwner(),
                clock));
    List<HealthCheck> checks = checks(probe, partitions, reporter, status, consumer);
    HttpServer http = parts.add(listen(deliveries, running, checks));
    consumer.begin();
    Polling polling = parts.add(poll(deliveries, limits, running, checks));
    return new Worker(parts, consumer, polling, http);
  }

  private BatchExecutor batches(
      ClaimedRuns claimed, RunningJobs running, RunStatistics statistics) {
    return new BatchExecutor(
        database.sessions(),
        claimed,
        new SharedCommit(worker, config.retention()),
        running,
        statistics,
        clock);
  }

  private QueuedRunExecutor queued(
      JobExecutor executor,
      BatchExecutor batches,
      AttemptCompleter completer,
      RunningJobs running,
      DatabaseProbe probe,
      RunStatistics statistics,
      JobQueue queue,
      Transactions transactions) {
    return new QueuedRunExecutor(
        registry,
        executor,
        new LongRunningExecutor(transactions, running, completer, probe, statistics, queue, clock),
        batches,
        new LostRunExecutor(completer, statistics, clock));
  }

  private static List<HealthCheck> checks(
      DatabaseProbe probe,
      PartitionMaintenance partitions,
      ActiveRunsReporter reporter,
      QueueStatus status,
      QueueConsumer consumer) {
    List<HealthCheck> checks = new ArrayList<>(consumer.checks());
    checks.add(probe);
    checks.add(partitions);
    checks.add(reporter.task());
    checks.add(status.task());
    return checks;
  }

  private HttpServer listen(
      DeliveryHandler deliveries, RunningJobs running, List<HealthCheck> checks) {
    JobThreads posting = parts.add(new JobThreads("posting-", LoadLimits.of(POSTING, POSTING)));
    SqsQueueConfig queue = config.sqs().jobs();
    JobPoster poster = new JobPoster(queue == null ? null : parts.add(JobSender.open(queue)));
    return HttpServer.start(
        config.http(),
        new HttpServer.Endpoints(
            deliveries, new PostDecoder(registry), poster, posting, running, checks),
        clock);
  }

  private Polling poll(
      DeliveryHandler deliveries,
      LoadLimits limits,
      RunningJobs running,
      List<HealthCheck> checks) {
    return Polling.start(
        config.sqs().polled(), limits, config.http().drain(), deliveries, running, checks);
  }

  private void forwardDeadLetters() {
    SqsQueueConfig deadLetters = config.sqs().deadLetters();
    if (deadLetters != null) {
      parts.add(DeadLetterForwarder.start(database.control(), deadLetters));
    }
  }
}
