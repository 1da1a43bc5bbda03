package io.runnerbean.sqsd.settings;

import java.util.List;

/** Thrown if no daemon can run with the settings. The message lists every problem, one per line. */
public final class InvalidDaemonSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InvalidDaemonSettingsException(List<String> problems) {
    super("The daemon cannot run with these settings:\n  " + String.join("\n  ", problems));
  }
}
