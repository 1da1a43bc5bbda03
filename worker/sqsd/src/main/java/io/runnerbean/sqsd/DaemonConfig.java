package io.runnerbean.sqsd;

import io.runnerbean.sqsd.cron.Schedule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a daemon.
 *
 * @param queue where messages come from
 * @param app where messages are posted
 * @param schedules the schedules that it sends messages for
 * @param drainTimeout how long open POSTs may take to finish when the daemon stops
 * @param maxRetries how often the queue should hand a message out; null: this is not checked
 */
public record DaemonConfig(
    QueueConfig queue,
    AppConfig app,
    List<Schedule> schedules,
    Duration drainTimeout,
    @Nullable Integer maxRetries) {

  public DaemonConfig {
    schedules = List.copyOf(schedules);
  }
}
