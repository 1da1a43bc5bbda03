package io.runnerbean.cli;

import java.io.Console;
import java.util.Optional;

/** The format of the log: text for a terminal, JSON for programs. */
final class LogFormat {

  private static final String SETTING = "RUNNERBEAN_LOGS";

  private LogFormat() {}

  /** Sets the format, unless the environment sets it. Logback must not have been used before. */
  static void choose() {
    if (System.getenv(SETTING) == null) {
      boolean terminal =
          Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
      System.setProperty(SETTING, terminal ? "terminal" : "json");
    }
  }
}
