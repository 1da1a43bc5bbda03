package io.runnerbean.cli;

import ch.qos.logback.classic.LoggerContext;
import io.runnerbean.config.SettingsReader;
import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * What the program logs, and how. Logback reads it from system properties. On a terminal the
 * default is text with a line for each run, otherwise JSON with a line for each job type and
 * minute.
 */
public final class Logging {

  private static final String FORMAT = "RUNNERBEAN_LOGS";
  private static final String RUNS = "RUNNERBEAN_LOG_RUNS";

  private Logging() {}

  private enum Format {
    JSON,
    TERMINAL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The runs that have a line of their own. Those that fail always have one. */
  private enum Runs {
    FAILED,
    ALL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Applies the settings of the environment. Logback must not have been used before. An invalid one
   * counts as absent, so that a command that does not need it works; {@link #check} refuses it.
   */
  static void configure() {
    SettingsReader settings = new SettingsReader(System.getenv());
    Format format = format(settings);
    System.setProperty("runnerbean.log.format", format.toString());
    System.setProperty(
        "runnerbean.log.runs", runs(settings, format) == Runs.ALL ? "DEBUG" : "INFO");
  }

  /** Reads the settings, so that they are checked with the others. */
  static void check(SettingsReader settings) {
    var _ = runs(settings, format(settings));
  }

  /** Writes what is logged and not yet written. Nothing can be logged after this. */
  public static synchronized void stop() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }

  private static Format format(SettingsReader settings) {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return settings.oneOf(FORMAT, terminal ? Format.TERMINAL : Format.JSON);
  }

  private static Runs runs(SettingsReader settings, Format format) {
    return settings.oneOf(RUNS, format == Format.TERMINAL ? Runs.ALL : Runs.FAILED);
  }
}
