package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.message.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per delivery. */
final class OutcomeLog {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeLog.class);

  private OutcomeLog() {}

  static void write(Message message, Outcome outcome, long millis) {
    String line = line(message, outcome, millis);
    switch (outcome) {
      case Outcome.Succeeded _ -> LOG.info("{}: succeeded", line);
      case Outcome.AlreadyDone _ -> LOG.info("{}: had already succeeded", line);
      case Outcome.StillRunning _ ->
          LOG.info("{}: another delivery of the message is at work", line);
      case Outcome.Unknowable _ ->
          LOG.warn("{}: its time is outside the receipts that are kept", line);
      case Outcome.RetryAsked(_, String reason) ->
          LOG.warn("{}: asked for a retry: {}", line, reason);
      case Outcome.Failed(_, Throwable failure) -> LOG.error("{}: failed", line, failure);
      case Outcome.Unavailable(_, Throwable failure) ->
          LOG.error("{}: the database is unavailable", line, failure);
    }
  }

  private static String line(Message message, Outcome outcome, long millis) {
    RunId run = outcome.run();
    return "%s run=%s message=%s attempt=%d %d ms"
        .formatted(
            run.jobType(),
            run.runId(),
            message.delivery().messageId(),
            message.delivery().receiveCount(),
            millis);
  }
}
