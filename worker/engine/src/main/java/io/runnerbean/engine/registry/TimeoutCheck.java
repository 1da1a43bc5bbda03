package io.runnerbean.engine.registry;

import java.time.Duration;
import java.util.List;

/**
 * Checks the timeouts of jobs. If a direct job takes longer than its delivery, SQS delivers the
 * message again while the job runs. If it is idle for longer than PostgreSQL allows, it loses its
 * transaction.
 *
 * @param delivery how long the sender of a delivery waits for its answer
 * @param idle how long PostgreSQL lets a transaction be idle
 */
public record TimeoutCheck(Duration delivery, Duration idle) {

  List<String> problems(RegisteredJob<?> job) {
    Duration timeout = job.timeout();
    if (!timeout.isPositive()) {
      return List.of(
          "%s has a timeout of %d s: it must be positive"
              .formatted(job.type().name(), timeout.toSeconds()));
    }
    Duration limit = delivery.compareTo(idle) < 0 ? delivery : idle;
    if (job.isLongRunning() || timeout.compareTo(limit) < 0) {
      return List.of();
    }
    return List.of(
        "%s has a timeout of %d s: unless it is a LongRunningJob, it must be below the delivery timeout of %d s (RUNNERBEAN_DELIVERY_TIMEOUT) and below %d s, for which PostgreSQL lets a transaction be idle"
            .formatted(
                job.type().name(), timeout.toSeconds(), delivery.toSeconds(), idle.toSeconds()));
  }
}
