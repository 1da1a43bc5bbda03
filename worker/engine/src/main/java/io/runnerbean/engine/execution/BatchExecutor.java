package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.lifecycle.Stopwatch;
import io.runnerbean.engine.registry.MessageBody;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.FinishedRun;
import io.runnerbean.engine.store.RunResult;
import io.runnerbean.engine.store.Runs;
import io.runnerbean.job.JobResult;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs several queued runs in one transaction: all that their jobs write, and the ends of all of
 * them, are committed together or not at all. A batch commits only successes. After anything else
 * each of its runs is run again in a transaction of its own.
 */
public final class BatchExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(BatchExecutor.class);

  /** Other transactions may wait for what a batch has locked: after this time no run joins it. */
  private static final Duration LONGEST = Duration.ofMillis(50);

  private final SessionFactory sessions;
  private final Runs runs;
  private final RunningJobs running;
  private final RunStatistics statistics;
  private final Clock clock;

  public BatchExecutor(
      SessionFactory sessions,
      Runs runs,
      RunningJobs running,
      RunStatistics statistics,
      Clock clock) {
    this.sessions = sessions;
    this.runs = runs;
    this.running = running;
    this.statistics = statistics;
    this.clock = clock;
  }

  /** A claimed run, and the job of its type. */
  public record Member(ClaimedRun run, RegisteredJob<?> job) {}

  /**
   * Runs as many as there is time for.
   *
   * @return how many of the first ones are committed; 0: none
   */
  public int execute(List<Member> members) {
    List<Done> done = new ArrayList<>();
    try (UnitOfWork work = UnitOfWork.begin(sessions)) {
      Stopwatch since = Stopwatch.started();
      for (Member member : members) {
        if (since.time().compareTo(LONGEST) > 0) {
          break;
        }
        done.add(invoke(member, work));
      }
      runs.finish(work.connection(), done.stream().map(Done::finished).toList());
      work.commit();
    } catch (Throwable e) {
      LOG.warn("a transaction of {} runs was rolled back; each runs alone now", members.size(), e);
      return 0;
    }
    done.forEach(this::log);
    return done.size();
  }

  private Done invoke(Member member, UnitOfWork work) throws Exception {
    Attempt attempt = Attempt.ofClaim(member.run(), member.job());
    RegisteredJob<?> job = member.job();
    try (OutcomeLog log = OutcomeLog.open(attempt.run());
        UnitOfWork.Part part = work.part()) {
      RunningJobs.Started started = running.begin(attempt, job.timeout());
      String json;
      try {
        started.job().enter(work);
        JobResult result =
            job.run(
                MessageBody.parse(attempt.run().payload()).payload(),
                new JobRunContext(
                    attempt, job.timeout(), job.log(), part.jobSession(), clock.instant()));
        json = ResultJson.of(success(result));
        part.flush();
      } catch (Throwable e) {
        var _ = running.end(started);
        throw e;
      }
      InterruptReason reason = running.end(started);
      if (reason != null) {
        throw new IllegalStateException("a run of the batch was interrupted: " + reason);
      }
      RunResult result = RunResult.succeeded(log.took(), json, attempt.output().log());
      return new Done(attempt, new FinishedRun(member.run(), result), log.took());
    }
  }

  private static @Nullable Object success(JobResult result) {
    return switch (result) {
      case JobResult.Succeeded(var value) -> value;
      case JobResult.RetryLater _, JobResult.Snoozed _, JobResult.Discarded _ ->
          throw new IllegalStateException("a run of the batch returned " + result);
    };
  }

  private void log(Done done) {
    AttemptOutcome outcome = new AttemptOutcome.Succeeded(done.attempt().id(), true);
    try (OutcomeLog log = OutcomeLog.open(done.attempt().run())) {
      log.ended(outcome, done.took());
    }
    statistics.add(done.attempt(), outcome, done.took());
  }

  private record Done(Attempt attempt, FinishedRun finished, Duration took) {}
}
