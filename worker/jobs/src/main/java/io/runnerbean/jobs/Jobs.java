package io.runnerbean.jobs;

import io.runnerbean.job.JobCatalog;

/** The one place where jobs, their entities and their migrations are registered. */
public final class Jobs {

  private Jobs() {}

  public static JobCatalog catalog() {
    return JobCatalog.of(new InsertJob(), new CronJob())
        .entities(JobServerData.class, CronJobData.class)
        .migrations("classpath:io/runnerbean/jobs/migration");
  }
}
