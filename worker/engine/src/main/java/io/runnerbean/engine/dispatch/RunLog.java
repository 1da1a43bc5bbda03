package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.message.Delivery;
import java.util.concurrent.TimeUnit;
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

  private final long start = System.nanoTime();

  private RunLog() {}

  static RunLog open(RunId run, Delivery delivery) {
    put("job_type", run.jobType());
    put("run_id", run.runId().toString());
    put("message_id", delivery.messageId());
    put("attempt", String.valueOf(delivery.receiveCount()));
    return new RunLog();
  }

  Outcome ended(Outcome outcome) {
    String type = outcome.run().jobType();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    switch (outcome) {
      case Outcome.Succeeded _ -> LOG.info("{} succeeded in {} ms", type, millis);
      case Outcome.AlreadyDone(RunId earlier) ->
          LOG.info("{} had succeeded already, in run {}", type, earlier.runId());
      case Outcome.StillRunning _ ->
          LOG.info("{} is at work in another delivery of the message", type);
      case Outcome.Unknowable _ ->
          LOG.warn("{} not run: the message's time is outside the receipts that are kept", type);
      case Outcome.RetryAsked(_, String reason) ->
          LOG.warn("{} asked for a retry: {}", type, reason);
      case Outcome.Failed(_, Throwable failure) ->
          LOG.error("{} failed after {} ms", type, millis, failure);
      case Outcome.Unavailable(_, Throwable failure) ->
          LOG.error("{} not run: the database is unavailable", type, failure);
    }
    return outcome;
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
