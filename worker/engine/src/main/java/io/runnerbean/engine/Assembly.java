package io.runnerbean.engine;

import io.runnerbean.engine.custody.CustodyWorker;
import io.runnerbean.engine.database.Database;
import io.runnerbean.engine.deadletter.DeadLetterRelay;
import io.runnerbean.engine.dispatch.Admission;
import io.runnerbean.engine.dispatch.CustodyDecoder;
import io.runnerbean.engine.dispatch.Dispatcher;
import io.runnerbean.engine.dispatch.Ending;
import io.runnerbean.engine.dispatch.Intake;
import io.runnerbean.engine.dispatch.JobTransaction;
import io.runnerbean.engine.dispatch.LedgerWatch;
import io.runnerbean.engine.dispatch.LongRunning;
import io.runnerbean.engine.dispatch.Punctuality;
import io.runnerbean.engine.dispatch.Resumption;
import io.runnerbean.engine.dispatch.RunningJobs;
import io.runnerbean.engine.dispatch.RunningReport;
import io.runnerbean.engine.dispatch.Settlement;
import io.runnerbean.engine.dispatch.SharedTransaction;
import io.runnerbean.engine.dispatch.Uniqueness;
import io.runnerbean.engine.dispatch.Work;
import io.runnerbean.engine.http.Endpoints;
import io.runnerbean.engine.http.HttpServer;
import io.runnerbean.engine.http.LoadLimits;
import io.runnerbean.engine.ledger.Attempts;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.LedgerReport;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.ledger.UniqueRuns;
import io.runnerbean.engine.ledger.WorkerRuns;
import io.runnerbean.engine.message.MessageDecoder;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import io.runnerbean.engine.queue.JobSender;
import io.runnerbean.engine.queue.TargetQueue;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.slots.SharedSlots;
import java.time.Clock;
import java.util.List;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Puts the parts together that need no closing, and starts those that do. */
record Assembly(WorkerConfig config, JobRegistry registry, Database database, Clock clock) {

  Worker start(Opened parts) {
    String name = WorkerName.current();
    SharedSlots slots = new SharedSlots(config.database().pool());
    RunningJobs running = parts.add(new RunningJobs(new Punctuality(clock)));
    parts.add(RunningReport.start(running, new WorkerRuns(database.control(), name)));
    LedgerWatch watch = parts.add(LedgerWatch.start(database.control(), config.custody().most()));
    parts.add(LedgerReport.start(database.control()));
    History history = new History(name, config.history().payloads());
    Settlement settlement = new Settlement(history, new Attempts(name), watch, clock);
    Dispatcher dispatcher = dispatcher(settlement, admission(history, watch), running, slots);
    CustodyWorker custody = parts.add(custody(name, slots, dispatcher, running));
    TargetQueue deadLetters = config.deadLetters();
    if (deadLetters != null) {
      parts.add(DeadLetterRelay.start(database.control(), deadLetters));
    }
    HttpServer http = parts.add(http(slots, endpoints(dispatcher, running, sender(parts))));
    custody.begin();
    return new Worker(parts, custody, http);
  }

  private CustodyWorker custody(
      String name, SharedSlots slots, Dispatcher dispatcher, RunningJobs running) {
    return new CustodyWorker(
        config.custody(), name, database.control(), registry, slots, dispatcher, running);
  }

  private HttpServer http(SharedSlots slots, Endpoints endpoints) {
    LoadLimits limits = LoadLimits.forPool(config.database().pool());
    return HttpServer.start(config.http(), limits, slots, endpoints);
  }

  private Admission admission(History history, LedgerWatch watch) {
    JobQueue queue = new JobQueue();
    Uniqueness uniqueness = new Uniqueness(new UniqueRuns(), queue, history);
    return new Admission(database.sessions(), new Receipts(), queue, uniqueness, watch);
  }

  private Dispatcher dispatcher(
      Settlement settlement, Admission admission, RunningJobs running, SharedSlots slots) {
    SessionFactory sessions = database.sessions();
    CustodyDecoder decoder = new CustodyDecoder(registry);
    Ending ending = new Ending(settlement);
    Work work =
        new Work(
            new JobTransaction(sessions, ending, running, clock),
            new LongRunning(sessions, ending, running, slots.forCustody(), clock));
    return new Dispatcher(
        work,
        new Resumption(
            decoder, work, new SharedTransaction(decoder, sessions, settlement, running, clock)),
        settlement,
        new Intake(admission, work),
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
