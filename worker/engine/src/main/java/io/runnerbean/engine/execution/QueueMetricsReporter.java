package io.runnerbean.engine.execution;

import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.store.QueueMetrics;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the length and age of the queue once a minute, in fields that alarms use. Every worker logs
 * them, so that no single worker is needed.
 */
public final class QueueMetricsReporter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QueueMetricsReporter.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final QueueStatus status;
  private final PeriodicTask task;

  private QueueMetricsReporter(QueueStatus status) {
    this.status = status;
    this.task = PeriodicTask.start("queue-metrics", Duration.ZERO, PERIOD, this::report);
  }

  /** Logs it now and then every minute. */
  public static QueueMetricsReporter start(QueueStatus status) {
    return new QueueMetricsReporter(status);
  }

  @Override
  public void close() {
    task.close();
  }

  /** If nothing was counted, nothing is logged. An alarm notices missing values. */
  private void report() {
    QueueMetrics metrics = status.metrics();
    if (metrics == null) {
      LOG.warn("no count of the job queue is available yet");
      return;
    }
    LOG.atInfo()
        .addKeyValue("queued_runs", metrics.queued())
        .addKeyValue("oldest_due_seconds", metrics.oldestDue().toSeconds())
        .addKeyValue("dead_letters", metrics.deadLetters())
        .log(
            "{} runs are queued, the oldest has been due for {} s; {} dead letters",
            metrics.queued(),
            metrics.oldestDue().toSeconds(),
            metrics.deadLetters());
  }
}
