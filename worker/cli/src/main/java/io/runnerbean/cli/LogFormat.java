package io.runnerbean.cli;

import java.io.Console;
import java.util.Optional;

/** Whether a person reads the log, or a program. */
final class LogFormat {

  private static final String SETTING = "RUNNERBEAN_LOGS";

  private LogFormat() {}

  /** Tells Logback, which must not have been used yet. What the environment says goes first. */
  static void choose() {
    if (System.getenv(SETTING) == null) {
      boolean person = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
      System.setProperty(SETTING, person ? "terminal" : "json");
    }
  }
}
