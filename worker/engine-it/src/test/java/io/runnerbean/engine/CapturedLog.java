package io.runnerbean.engine;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Captures what this JVM logs while it is open. That includes events of other test classes, which
 * run in parallel: a class that counts events must be {@code @Isolated}.
 */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  private CapturedLog() {}

  static CapturedLog open() {
    CapturedLog log = new CapturedLog();
    log.start();
    ROOT.addAppender(log);
    return log;
  }

  List<ILoggingEvent> events() {
    return List.copyOf(events);
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }

  @Override
  public void close() {
    ROOT.detachAppender(this);
    stop();
  }
}
