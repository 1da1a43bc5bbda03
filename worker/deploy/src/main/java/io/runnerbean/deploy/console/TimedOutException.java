package io.runnerbean.deploy.console;

import java.time.Duration;

/** Polling took longer than its timeout. */
public final class TimedOutException extends DeployException {

  private static final long serialVersionUID = 1;

  TimedOutException(String subject, Duration timeout) {
    super(
        "%s takes longer than %d minutes. It may still succeed: to continue, run the same command again."
            .formatted(subject, timeout.toMinutes()));
  }
}
