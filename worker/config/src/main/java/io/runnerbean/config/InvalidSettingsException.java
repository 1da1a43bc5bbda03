package io.runnerbean.config;

import java.util.List;

/** Settings that cannot be used; the message lists every one of them, one per line. */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InvalidSettingsException(List<String> problems) {
    super("The settings cannot be used:\n  " + String.join("\n  ", problems));
  }
}
