package io.runnerbean.engine;

import io.runnerbean.engine.custody.CustodyWorker;
import io.runnerbean.engine.database.Database;
import io.runnerbean.engine.deadletter.DeadLetterRelay;
import io.runnerbean.engine.dispatch.Admission;
import io.runnerbean.engine.dispatch.CustodyDecoder;
import io.runnerbean.engine.dispatch.Dispatcher;
import io.runnerbean.engine.dispatch.JobTransaction;
import io.runnerbean.engine.dispatch.RunningJobs;
import io.runnerbean.engine.dispatch.RunningReport;
import io.runnerbean.engine.dispatch.Settlement;
import io.runnerbean.engine.http.Endpoints;
import io.runnerbean.engine.http.HttpServer;
import io.runnerbean.engine.http.LoadLimits;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.ledger.WorkerRuns;
import io.runnerbean.engine.message.MessageDecoder;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import io.runnerbean.engine.queue.JobSender;
import io.runnerbean.engine.queue.TargetQueue;
import io.runnerbean.engine.registry.JobRegistry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the parts together that need no closing, and starts those that do. */
record Assembly(WorkerConfig config, JobRegistry registry, Database database, Clock clock) {

  Worker start(Opened parts) {
    String name = WorkerName.current();
    RunningJobs running = parts.add(new RunningJobs());
    parts.add(RunningReport.start(running, new WorkerRuns(database.control(), name)));
    Dispatcher dispatcher = dispatcher(name, running);
    CustodyWorker custody =
        parts.add(
            new CustodyWorker(config.custody(), name, database.control(), dispatcher, running));
    TargetQueue deadLetters = config.deadLetters();
    if (deadLetters != null) {
      parts.add(DeadLetterRelay.start(database.control(), deadLetters));
    }
    Endpoints endpoints = endpoints(dispatcher, running, sender(parts));
    LoadLimits limits = LoadLimits.forPool(config.database().pool());
    HttpServer http = parts.add(HttpServer.start(config.http(), limits, endpoints));
    custody.begin();
    return new Worker(parts, custody, http);
  }

  private Dispatcher dispatcher(String worker, RunningJobs running) {
    Settlement settlement = new Settlement(worker, clock);
    return new Dispatcher(
        new CustodyDecoder(registry),
        new JobTransaction(database.sessions(), settlement, running, clock),
        settlement,
        new Admission(database.sessions(), new Receipts(), new JobQueue()),
        config.retriedBy());
  }

  private Endpoints endpoints(
      Dispatcher dispatcher, RunningJobs running, @Nullable JobSender sender) {
    return new Endpoints(
        new MessageDecoder(registry),
        dispatcher,
        new PostDecoder(registry),
        new JobPoster(sender, database.sessions(), new Receipts()),
        running,
        List.of(new DatabaseCheck(database.control())),
        clock);
  }

  private @Nullable JobSender sender(Opened parts) {
    TargetQueue queue = config.queue();
    return queue == null ? null : parts.add(JobSender.open(queue));
  }
}
