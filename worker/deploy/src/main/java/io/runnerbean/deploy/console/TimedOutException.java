package io.runnerbean.deploy.console;

import java.time.Duration;

/** Something was waited for in vain. */
public final class TimedOutException extends DeployException {

  private static final long serialVersionUID = 1;

  TimedOutException(String what, Duration longest) {
    super(
        "%s takes longer than %d minutes. It may still end well: the same command looks again, and goes on."
            .formatted(what, longest.toMinutes()));
  }
}
