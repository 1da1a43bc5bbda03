package io.runnerbean.job;

import java.util.List;

/**
 * What an application brings to the worker.
 *
 * @param jobs each registered under all its names; two jobs that share a name fail at start
 * @param entities the classes that Hibernate maps for these jobs
 * @param migrations where Flyway finds the migrations of these jobs' tables, for example {@code
 *     classpath:db/migration}
 */
public record JobCatalog(
    List<JobDefinition<?>> jobs, List<Class<?>> entities, List<String> migrations) {

  public JobCatalog {
    jobs = List.copyOf(jobs);
    entities = List.copyOf(entities);
    migrations = List.copyOf(migrations);
  }

  public static JobCatalog of(JobDefinition<?>... jobs) {
    return new JobCatalog(List.of(jobs), List.of(), List.of());
  }

  public JobCatalog entities(Class<?>... classes) {
    return new JobCatalog(jobs, List.of(classes), migrations);
  }

  public JobCatalog migrations(String... locations) {
    return new JobCatalog(jobs, entities, List.of(locations));
  }
}
