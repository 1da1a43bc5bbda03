package io.runnerbean.engine.registry;

import io.runnerbean.engine.validation.InvalidMessageException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the job type of a message in the places that may name it, in the order of their precedence.
 * No two places may name different jobs.
 */
public final class JobTypeResolver {

  private static final String TITLE = "Job type missing or ambiguous";

  private final JobRegistry registry;
  private @Nullable RegisteredJob<?> job;

  public JobTypeResolver(JobRegistry registry) {
    this.registry = registry;
  }

  /**
   * Adds a place.
   *
   * @param name the job type that it names; null if it names none
   * @throws InvalidMessageException if the name is unknown, or an earlier place names another job
   */
  public JobTypeResolver in(String field, @Nullable String name) {
    if (name != null) {
      agree(field, registry.require(name, field));
    }
    return this;
  }

  /**
   * Adds the name of a schedule. It counts as a job type if no place names one and the body is
   * empty.
   */
  public JobTypeResolver inTaskName(String field, @Nullable String name, boolean isBodyEmpty) {
    if (job == null && isBodyEmpty) {
      return in(field, name);
    }
    if (job != null && name != null) {
      registry.find(name).ifPresent(other -> agree(field, other));
    }
    return this;
  }

  /** Adds a place that counts only if no other names a job. */
  public JobTypeResolver orElse(String field, @Nullable String name) {
    return job == null ? in(field, name) : this;
  }

  /** Whether a place names a job. */
  public boolean isResolved() {
    return job != null;
  }

  /**
   * The job that the places name.
   *
   * @throws InvalidMessageException if none does
   */
  public RegisteredJob<?> resolve() {
    if (job == null) {
      String names = String.join(", ", registry.names());
      throw new InvalidMessageException(
          TITLE, "job_type", "is missing: name one of " + names + " here, or in the path");
    }
    return job;
  }

  private void agree(String field, RegisteredJob<?> other) {
    if (job != null && !job.equals(other)) {
      throw new InvalidMessageException(
          TITLE,
          field,
          "names %s, but this message is for %s".formatted(other.type().name(), job.type().name()));
    }
    job = other;
  }
}
