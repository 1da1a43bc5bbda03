package io.runnerbean.sqsd;

import io.runnerbean.sqsd.cron.Schedule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon must be told.
 *
 * @param queue where messages come from
 * @param app where they go
 * @param schedules whose ticks it sends
 * @param drainTimeout how long, when it stops, what is posted may take to finish
 * @param maxRetries how often the queue is said to hand a message out; null: nobody said
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
