package io.runnerbean.engine.delivery;

import io.runnerbean.engine.execution.Attempt;
import io.runnerbean.engine.execution.AttemptOutcome;
import io.runnerbean.engine.execution.Decision;
import io.runnerbean.engine.execution.JobExecutor;
import io.runnerbean.engine.execution.QueueStatus;
import io.runnerbean.engine.execution.Retries;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs, queues or ends the run of a delivered message, in a transaction of its own. */
public final class DeliveryRunner {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryRunner.class);

  /** A scheduled message may be early by the difference of two clocks. */
  private static final Duration EARLY = Duration.ofMinutes(1);

  private final JobExecutor executor;
  private final Enqueuer enqueuer;
  private final QueueStatus status;
  private final RetryOwner retryOwner;
  private final Clock clock;

  public DeliveryRunner(
      JobExecutor executor,
      Enqueuer enqueuer,
      QueueStatus status,
      RetryOwner retryOwner,
      Clock clock) {
    this.executor = executor;
    this.enqueuer = enqueuer;
    this.status = status;
    this.retryOwner = retryOwner;
    this.clock = clock;
  }

  /** Runs the job of the message, or queues its run, or ends it. */
  DeliveryOutcome run(DecodedMessage message) {
    RunRecord run = message.run();
    try {
      DeliveryOutcome outcome =
          switch (message) {
            case DecodedMessage.Known known -> {
              checkBeforeAnswer(known);
              yield mustWait(known) ? enqueue(known) : execute(known);
            }
            case DecodedMessage.UnknownType(_, var unknown)
                when run.source().isFromSqs() && JobType.isName(unknown.name()) ->
                RetryOwner.isFifo(run.source())
                    ? new DeliveryOutcome.Rejected(unknown)
                    : enqueuer.enqueue(run, Instant.EPOCH);
            case DecodedMessage.UnknownType(_, var unknown) -> end(run, unknown);
            case DecodedMessage.Invalid(_, var invalid) -> end(run, invalid);
            case DecodedMessage.Test(_, String what) -> ignore(what, run);
          };
      return outcome instanceof DeliveryOutcome.Attempted(AttemptOutcome.Expired _)
              && run.source().isFromSqs()
          ? end(run.withId(UuidV7.of(Instant.EPOCH, "expired/" + run.id())), expired())
          : outcome;
    } catch (InvalidMessageException invalid) {
      return end(run, invalid);
    }
  }

  private static DeliveryOutcome ignore(String what, RunRecord run) {
    LOG.info("message {} of {} is {}", run.source().messageId(), run.source().queue(), what);
    return new DeliveryOutcome.Ignored(what);
  }

  /** A sender that waits for the answer learns each fault of its payload from it. */
  private static void checkBeforeAnswer(DecodedMessage.Known message) {
    if (!message.run().source().isFromSqs()) {
      message.job().check(message.payload());
    }
  }

  private DeliveryOutcome execute(DecodedMessage.Known message) {
    AttemptOutcome outcome = executor.execute(attempt(message), message.job(), message.payload());
    return outcome instanceof AttemptOutcome.WorkerWasLost
        ? enqueue(message)
        : new DeliveryOutcome.Attempted(outcome);
  }

  private DeliveryOutcome enqueue(DecodedMessage.Known message) {
    Instant scheduled = message.run().source().scheduledAt();
    return enqueuer.enqueue(
        message.run(),
        message.job(),
        message.job().uniqueKey(message.payload()),
        scheduled == null ? Instant.EPOCH : scheduled);
  }

  Attempt attempt(DecodedMessage.Known message) {
    SourceMessage source = message.run().source();
    return retryOwner.isPostgres(source)
        ? Attempt.ofMessage(
            message.run(), new Retries.ByPolicy(message.job().retries()), message.traced())
        : Attempt.ofMessage(
            message.run().withAttempt(source.receiveCount()),
            new Retries.BySqs(),
            message.traced());
  }

  /** Whether its run has to be queued, instead of running now. */
  boolean mustWait(DecodedMessage.Known message) {
    Instant scheduled = message.run().source().scheduledAt();
    return message.job().isAlwaysQueued()
        || status.isPaused(message.job().type().name())
        || (scheduled != null && scheduled.isAfter(clock.instant().plus(EARLY)));
  }

  /**
   * Records the run of an SQS message as dead, because SQS would only deliver it again. Those
   * behind it in a group of a FIFO queue need not wait for it: it never runs.
   */
  private DeliveryOutcome end(RunRecord run, InvalidMessageException invalid) {
    if (!run.source().isFromSqs()) {
      return new DeliveryOutcome.Rejected(invalid);
    }
    Attempt attempt = Attempt.ofMessage(run, new Retries.ByPolicy(RetryPolicy.none()), false);
    return new DeliveryOutcome.Attempted(executor.conclude(attempt, Decision.ofInvalid(invalid)));
  }

  private static InvalidMessageException expired() {
    return new InvalidMessageException(
        "Message time out of range",
        "time sent",
        "is outside the retention period, so it may have run before; redrive it to run it");
  }
}
