package io.runnerbean.sqsd;

import io.runnerbean.sqsd.cron.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message for each due time of each schedule, never before that time. It may send a message
 * twice. The receiver recognises a repeat by its scheduled time.
 */
final class CronScheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CronScheduler.class);

  /**
   * The interval between two reads of the clock before a due time. The clock may be set meanwhile,
   * or the machine may sleep.
   */
  private static final Duration CLOCK_INTERVAL = Duration.ofMillis(500);

  /** A scheduled message that is later than this is skipped if a newer one is due. */
  private static final Duration MAX_LATENESS = Duration.ofMinutes(5);

  private final Queue queue;
  private final Clock clock;
  private final StopSignal stop;
  private final List<Thread> threads = new ArrayList<>();

  CronScheduler(Queue queue, Clock clock, StopSignal stop) {
    this.queue = queue;
    this.clock = clock;
    this.stop = stop;
  }

  /** Starts with the first due time after now. */
  void start(List<Schedule> schedules) {
    Instant now = clock.instant();
    for (Schedule schedule : schedules) {
      threads.add(Thread.ofVirtual().name("cron-scheduler").start(() -> run(schedule, now)));
    }
  }

  /** Waits until no message is being sent. The stop signal must have been set before. */
  @Override
  public void close() {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Schedule schedule, Instant since) {
    Optional<Instant> due = schedule.times().after(since);
    while (due.isPresent() && !stop.isSet()) {
      await(due.get());
      Instant time = latest(schedule, due.get());
      send(ScheduledMessage.at(time, schedule.name(), schedule.path()));
      due = schedule.times().after(time);
    }
  }

  private void await(Instant due) {
    Duration left = Duration.between(clock.instant(), due);
    while (left.isPositive() && !stop.isSet()) {
      stop.sleep(left.compareTo(CLOCK_INTERVAL) < 0 ? left.plusMillis(1) : CLOCK_INTERVAL);
      left = Duration.between(clock.instant(), due);
    }
  }

  /** Skips a due time that is too late if a newer one is due, for example after an outage. */
  private Instant latest(Schedule schedule, Instant due) {
    Instant now = clock.instant();
    Instant latest = due;
    Optional<Instant> next = schedule.times().after(latest);
    while (latest.plus(MAX_LATENESS).isBefore(now)
        && next.isPresent()
        && !next.get().isAfter(now)) {
      latest = next.get();
      next = schedule.times().after(latest);
    }
    if (!latest.equals(due)) {
      LOG.warn(
          "{}: skipped the scheduled messages from {} until {} (exclusive), because a newer one is due",
          schedule.name(),
          due,
          latest);
    }
    return latest;
  }

  /** Retries after every error, because a stopped schedule would look like one that is not due. */
  private void send(ScheduledMessage message) {
    Backoff backoff = new Backoff();
    while (!stop.isSet()) {
      try {
        queue.send(message);
        LOG.atInfo()
            .addKeyValue("schedule", message.task())
            .addKeyValue("scheduled_at", message.scheduledAt())
            .addKeyValue("outcome", "sent")
            .log("{}: sent the scheduled message for {}", message.task(), message.scheduledAt());
        return;
      } catch (RuntimeException e) {
        LOG.warn(
            "{}: could not send the scheduled message for {}; next attempt in {} s: {}",
            message.task(),
            message.scheduledAt(),
            backoff.current().toSeconds(),
            e.toString());
        stop.sleep(backoff.advance());
      }
    }
  }
}
