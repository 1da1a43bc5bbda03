package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.Failure;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.refusal.RefusedException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Marks every line that is logged during a run with the run's names, and ends it with a line about
 * its outcome.
 */
final class RunLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

  private final Stopwatch took = Stopwatch.started();

  private RunLog() {}

  static RunLog open(RunFacts run) {
    put("job_type", run.jobType());
    put("run_id", run.runId().toString());
    put("message_id", run.delivery().messageId());
    put("attempt", String.valueOf(run.attempt()));
    return new RunLog();
  }

  Outcome ended(Outcome outcome) {
    return ended(outcome, took.time());
  }

  /** Tells of one that was over some time ago. */
  static void ended(RunFacts run, Outcome outcome, Duration took) {
    try (RunLog _ = open(run)) {
      var _ = ended(outcome, took);
    }
  }

  private static Outcome ended(Outcome outcome, Duration took) {
    String type = outcome.run().jobType();
    long millis = took.toMillis();
    switch (outcome) {
      case Outcome.Succeeded _ -> LOG.info("{} succeeded in {} ms", type, millis);
      case Outcome.AlreadyDone(RunId earlier) ->
          LOG.info("{} is settled already, by run {}", type, earlier.runId());
      case Outcome.StillRunning _ ->
          LOG.info("{} is at work in another delivery of the message", type);
      case Outcome.Unknowable _ ->
          LOG.warn("{} not run: the message's time is outside the receipts that are kept", type);
      case Outcome.Admitted(_, Duration in) ->
          LOG.info("{} is in custody; it is due in {} s", type, in.toSeconds());
      case Outcome.Replaced(_, Duration in, UUID earlier) ->
          LOG.info(
              "{} is in custody in place of run {}; it is due in {} s",
              type,
              earlier,
              in.toSeconds());
      case Outcome.Needless(_, UUID winner) ->
          LOG.info("{} is not needed: run {} does the same work", type, winner);
      case Outcome.Failed(_, _, Failure(_, _, _, RefusedException refused, _), Verdict.Dead _) ->
          LOG.warn("{} is dead: {}; the dead letter tells all", type, refused.getMessage());
      case Outcome.Failed(_, _, Failure(_, _, _, RefusedException refused, _), Verdict again) ->
          LOG.warn("{} could not begin: {}; {}", type, refused.getMessage(), text(again));
      case Outcome.Failed(_, _, Failure failure, Verdict verdict) ->
          LOG.error(
              "{} failed after {} ms ({}); {}",
              type,
              millis,
              failure.kind(),
              text(verdict),
              failure.thrown());
      case Outcome.Snoozed(_, Duration in) ->
          LOG.info("{} comes back in {} s", type, in.toSeconds());
      case Outcome.Discarded(_, String reason) -> LOG.warn("{} was discarded: {}", type, reason);
      case Outcome.Cancelled _ -> LOG.info("{} was cancelled, and rolled back", type);
      case Outcome.LeftToQueue(_, Failure failure) ->
          LOG.error(
              "{} failed after {} ms ({}); SQS is to deliver it again",
              type,
              millis,
              failure.kind(),
              failure.thrown());
      case Outcome.CustodyFull _ -> LOG.warn("{} is left to SQS: custody has no room for it", type);
      case Outcome.Stopped _ -> LOG.warn("{} was stopped with the worker, and rolled back", type);
      case Outcome.LeaseLost _ ->
          LOG.warn("{} was rolled back: another worker has the run by now", type);
      case Outcome.Unavailable(_, Throwable failure) ->
          LOG.error("{} not run: the database is unavailable", type, failure);
    }
    return outcome;
  }

  private static String text(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Again(Duration in) -> "it is tried again in " + in.toSeconds() + " s";
      case Verdict.Dead(String reason) -> "it is dead: " + reason;
    };
  }

  /** The thread goes on to other runs. */
  @Override
  public void close() {
    MDC.clear();
  }

  private static void put(String name, @Nullable String value) {
    if (value != null) {
      MDC.put(name, value);
    }
  }
}
