package io.runnerbean.engine.registry;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobDefinition;
import io.runnerbean.job.LongRunningJob;
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
  public void check(Collection<JobDefinition<?>> jobs) {
    List<String> problems =
        jobs.stream()
            .filter(job -> !fits(job))
            .map(job ->
                "%s may take %d s: that must be more than nothing and, unless it is a LongRunningJob, less than the delivery timeout of %d s (RUNNERBEAN_DELIVERY_TIMEOUT)"
                    .formatted(job.type().name(), job.timeout().toSeconds(), time.toSeconds()))
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidJobsException(problems);
    }
  }

  private boolean fits(JobDefinition<?> job) {
    return job.timeout().isPositive()
        && switch (job) {
          case Job<?> direct -> direct.timeout().compareTo(time) < 0;
          case LongRunningJob<?> _ -> true;
        };
  }
}
