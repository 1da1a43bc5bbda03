package io.runnerbean.sqsd;

import io.runnerbean.sqsd.cron.Schedule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a daemon.
 *
 * @param queue the queue to receive messages from
 * @param app the app to post messages to
 * @param schedules the schedules to send messages for
 * @param drainTimeout how long open POSTs may take to finish when the daemon stops
 * @param maxRetries the expected maxReceiveCount of the queue; not checked if null
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
