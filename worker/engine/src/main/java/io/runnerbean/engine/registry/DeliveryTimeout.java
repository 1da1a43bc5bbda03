package io.runnerbean.engine.registry;

import io.runnerbean.job.Job;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How long whoever delivers a message waits for its answer. A job that may take longer would be
 * delivered again while it still runs.
 */
public record DeliveryTimeout(Duration time) {

  /**
   * Holds the jobs against it.
   *
   * @throws InvalidJobsException naming each job that may take longer, or no time at all
   */
  public void check(Collection<Job<?>> jobs) {
    List<String> problems =
        jobs.stream()
            .filter(job -> !job.timeout().isPositive() || job.timeout().compareTo(time) >= 0)
            .map(job ->
                "%s may take %d s: that must be more than nothing, and less than the delivery timeout of %d s (RUNNERBEAN_DELIVERY_TIMEOUT)"
                    .formatted(job.type().name(), job.timeout().toSeconds(), time.toSeconds()))
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidJobsException(problems);
    }
  }
}
