package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.database.UnitOfWork.Part;
import io.runnerbean.engine.ledger.EndedRun;
import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.job.JobResult;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The custody rule for several runs at once: all that their jobs write, and the ends of all of
 * them, are committed together or not at all. Only that all have succeeded can come of it: whatever
 * else happens is left to a transaction of each run's own.
 */
public record SharedTransaction(
    CustodyDecoder decoder,
    SessionFactory sessions,
    Settlement settlement,
    RunningJobs running,
    Clock clock) {

  private static final Logger LOG = LoggerFactory.getLogger(SharedTransaction.class);

  /** Others may wait for what these lock: after this time no further one joins them. */
  private static final Duration LONGEST = Duration.ofMillis(50);

  /**
   * Does as many as there is time for.
   *
   * @return how many of the first ones are done and committed; 0: nothing is left of any
   */
  int run(List<LeasedRun> runs) {
    try (UnitOfWork unit = UnitOfWork.begin(sessions)) {
      List<EndedRun> done = work(runs, unit);
      settlement.succeed(done, unit);
      done.forEach(SharedTransaction::log);
      return done.size();
    } catch (Throwable failure) {
      LOG.info("{} runs share no transaction after all: {}", runs.size(), failure.toString());
      return 0;
    }
  }

  private List<EndedRun> work(List<LeasedRun> runs, UnitOfWork unit) throws Exception {
    Stopwatch since = Stopwatch.started();
    List<EndedRun> done = new ArrayList<>();
    for (LeasedRun run : runs) {
      if (since.time().compareTo(LONGEST) > 0) {
        break;
      }
      done.add(work(run, unit));
    }
    return done;
  }

  private EndedRun work(LeasedRun run, UnitOfWork unit) throws Exception {
    Stopwatch took = Stopwatch.started();
    Attempt attempt = decoder.attempt(run);
    try (RunLog _ = RunLog.open(run.facts());
        Part part = unit.part()) {
      RunningJob one = new RunningJob(attempt);
      one.enter(unit);
      Run current = new Run(attempt, part.jobSession(), clock.instant());
      JobResult result = running.run(one, () -> decoder.shortJob(run.facts()).run(current));
      part.flush();
      return new EndedRun(run, attempt.succeeded(success(result), took.time()));
    }
  }

  /** What it returned, as JSON. */
  private static @Nullable String success(JobResult result) {
    return switch (result) {
      case JobResult.Succeeded(var value) -> ResultText.of(value);
      case JobResult.RetryLater _, JobResult.Snoozed _, JobResult.Discarded _ ->
          throw new IllegalStateException("one of them has returned " + result);
    };
  }

  private static void log(EndedRun run) {
    RunFacts facts = run.run().facts();
    Duration took = Objects.requireNonNull(run.ended().took(), "it has had an attempt");
    RunLog.ended(facts, Outcome.Succeeded.of(facts), took);
  }
}
