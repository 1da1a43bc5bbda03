package io.runnerbean.job;

import java.util.List;

/**
 * The jobs of an application, and what they need.
 *
 * @param jobs each is registered under all its names; the worker does not start if two jobs share a
 *     name
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
