package io.runnerbean.engine.execution;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The logger of a job's class. It also stores lines at INFO and above with the run, independent of
 * the level of the log.
 */
final class CapturingLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1;

  private final transient Logger log;
  private final transient CapturedOutput output;

  CapturingLogger(Logger log, CapturedOutput output) {
    this.name = log.getName();
    this.log = log;
    this.output = output;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String message,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    String text = MessageFormatter.basicArrayFormat(message, arguments);
    LoggingEventBuilder event = log.atLevel(level).setCause(thrown);
    (marker == null ? event : event.addMarker(marker)).log(text);
    if (level.toInt() >= Level.INFO.toInt()) {
      output.line(line(level, text, thrown));
    }
  }

  private static String line(Level level, String text, @Nullable Throwable thrown) {
    String line = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + level + " " + text;
    return thrown == null ? line : line + ": " + thrown;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return CapturingLogger.class.getName();
  }

  @Override
  public boolean isTraceEnabled() {
    return log.isTraceEnabled();
  }

  @Override
  public boolean isDebugEnabled() {
    return log.isDebugEnabled();
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }
}
