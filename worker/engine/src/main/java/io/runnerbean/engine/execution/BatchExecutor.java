package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.lifecycle.Stopwatch;
import io.runnerbean.engine.registry.MessageBody;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.ClaimedRuns;
import io.runnerbean.engine.store.EndedRun;
import io.runnerbean.engine.store.FinishedRun;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.RunResult;
import io.runnerbean.engine.store.SharedCommit;
import io.runnerbean.job.JobResult;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs several runs of one job type in one transaction: all that their jobs write, and the ends of
 * all of them, are committed together or not at all. A batch commits only successes. After anything
 * else it is rolled back, so that no run suffers for another.
 */
public final class BatchExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(BatchExecutor.class);

  /**
   * Other transactions may wait for what a batch has locked. After this time no run joins it. A job
   * that takes longer than this itself is interrupted, and leaves.
   */
  private static final Duration LONGEST = Duration.ofMillis(50);

  private final SharingPauses pauses;
  private final SessionFactory sessions;
  private final ClaimedRuns claimed;
  private final SharedCommit direct;
  private final RunningJobs running;
  private final RunStatistics statistics;
  private final Clock clock;

  public BatchExecutor(
      SessionFactory sessions,
      ClaimedRuns claimed,
      SharedCommit direct,
      RunningJobs running,
      RunStatistics statistics,
      Clock clock) {
    this.sessions = sessions;
    this.claimed = claimed;
    this.direct = direct;
    this.running = running;
    this.statistics = statistics;
    this.clock = clock;
    this.pauses = new SharingPauses(clock);
  }

  /** A run that may share a transaction. */
  public interface Member {

    Attempt attempt();

    RegisteredJob<?> job();

    /** Null: it is yet to be parsed from the body of the message. */
    @Nullable ObjectNode payload();

    /** Takes note that the run is committed. It must not throw. */
    void committed(AttemptOutcome outcome);
  }

  /** Whether runs of this job may share a transaction now. */
  public boolean accepts(RegisteredJob<?> job) {
    return job.runsPerTransaction() > 1 && !pauses.isPaused(job.type().name());
  }

  /**
   * Runs the members in as few transactions as possible. A member whose job fails, is too slow or
   * asks for anything but success leaves, and the others begin again without it.
   *
   * @return those of which nothing is committed; each must be run in a transaction of its own
   */
  public <M extends Member> List<M> execute(List<M> members) {
    List<M> left = new ArrayList<>();
    List<M> waiting = new ArrayList<>(members);
    while (waiting.size() > 1) {
      switch (attempt(waiting)) {
        case Result.Committed(int many) -> waiting.subList(0, many).clear();
        case Result.LeftBy(int member) -> left.add(waiting.remove(member));
        case Result.RolledBack() -> {
          left.addAll(waiting);
          return left;
        }
      }
    }
    left.addAll(waiting);
    return left;
  }

  /** The end of a transaction. */
  private sealed interface Result {

    /** The first members are committed. There was no time for the others. */
    record Committed(int many) implements Result {}

    /** Nothing is committed, because of this member. */
    record LeftBy(int member) implements Result {}

    /** Nothing is committed, and no member is known to be the cause. */
    record RolledBack() implements Result {}
  }

  private Result attempt(List<? extends Member> members) {
    String type = members.getFirst().job().type().name();
    List<Done> done = new ArrayList<>();
    boolean inJob = false;
    try (UnitOfWork work = UnitOfWork.beginInSlot(sessions)) {
      Connection _ = work.connection(); // no job of the batch has to wait for it
      work.share();
      Stopwatch since = Stopwatch.started();
      for (Member member : members) {
        if (since.time().compareTo(LONGEST) > 0) {
          break;
        }
        inJob = true;
        done.add(invoke(member, work));
        inJob = false;
      }
      work.flush();
      commit(done, work);
    } catch (Throwable e) {
      LOG.info("a transaction of {} runs was rolled back", members.size(), e);
      pauses.begin(type);
      return inJob ? new Result.LeftBy(done.size()) : new Result.RolledBack();
    }
    pauses.end(type);
    done.forEach(this::report);
    return new Result.Committed(done.size());
  }

  private Done invoke(Member member, UnitOfWork work) throws Exception {
    Attempt attempt = member.attempt();
    if (running.contains(attempt.run().id())) {
      throw new IllegalStateException("another delivery of the message is running");
    }
    try (RunLogFields _ = RunLogFields.open(attempt.run())) {
      Stopwatch since = Stopwatch.started();
      RunningJob started = running.begin(attempt, LONGEST);
      InterruptReason reason = null;
      String json;
      try {
        started.enter(work);
        json = run(member, work);
      } finally {
        reason = running.end(started);
      }
      if (reason != null) {
        throw new IllegalStateException("the run was interrupted: " + reason);
      }
      work.requireOpen();
      Duration took = since.time();
      return new Done(member, took, RunResult.succeeded(took, json, attempt.output().log()));
    }
  }

  /** Returns the result of the job as JSON. */
  private @Nullable String run(Member member, UnitOfWork work) throws Exception {
    Attempt attempt = member.attempt();
    RegisteredJob<?> job = member.job();
    ObjectNode payload = member.payload();
    ObjectNode known =
        payload == null ? MessageBody.parse(attempt.run().payload()).payload() : payload;
    JobResult result =
        job.run(known, new JobRunContext(attempt, job.timeout(), job.log(), work, clock.instant()));
    return switch (result) {
      case JobResult.Succeeded(var value) -> ResultJson.of(value);
      case JobResult.RetryLater _, JobResult.Snoozed _, JobResult.Discarded _ ->
          throw new IllegalStateException("the run returned " + result);
    };
  }

  /** The rows of direct runs are sent in one message with COMMIT. */
  private void commit(List<Done> done, UnitOfWork work) throws Exception {
    List<FinishedRun> finished = new ArrayList<>();
    List<EndedRun> delivered = new ArrayList<>();
    for (Done one : done) {
      switch (one.member().attempt().ownership()) {
        case RunOwnership.OfLease(ClaimedRun run, _, _) ->
            finished.add(new FinishedRun(run, one.result()));
        case RunOwnership.OfMessage(RunRecord run) ->
            delivered.add(new EndedRun(run, one.result()));
      }
    }
    Connection connection = work.connection();
    if (!finished.isEmpty()) {
      claimed.finishAll(connection, finished);
    }
    if (!delivered.isEmpty()) {
      direct.addAndCommit(connection, delivered);
    }
    work.commit();
  }

  private void report(Done done) {
    Attempt attempt = done.member().attempt();
    AttemptOutcome outcome =
        new AttemptOutcome.Succeeded(attempt.id(), attempt.run().source().isIdentified());
    if (OutcomeLog.logsSuccess(attempt)) {
      try (OutcomeLog log = OutcomeLog.open(attempt)) {
        log.ended(outcome, done.took());
      }
    }
    statistics.add(attempt, outcome, done.took());
    done.member().committed(outcome);
  }

  private record Done(Member member, Duration took, RunResult result) {}
}
