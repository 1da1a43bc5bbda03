package io.runnerbean.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs faster than the log is written, and ends at once. */
final class LogFlood {

  static final int LINES = 50_000;

  private static final Logger LOG = LoggerFactory.getLogger(LogFlood.class);

  private LogFlood() {}

  public static void main(String[] args) {
    try (ShutdownHook _ = ShutdownHook.install()) {
      for (int line = 1; line <= LINES; line++) {
        LOG.info("line {} of {}", line, LINES);
      }
    }
    System.exit(0);
  }
}
