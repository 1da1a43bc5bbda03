package io.runnerbean.engine.message;

import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.RegisteredJob;
import org.jspecify.annotations.Nullable;

/**
 * The places that may name the job type, asked in the order of their precedence. None may
 * contradict another.
 */
public final class TypeSources {

  private static final String TITLE = "Which job?";

  private final JobRegistry registry;
  private @Nullable RegisteredJob<?> job;

  public TypeSources(JobRegistry registry) {
    this.registry = registry;
  }

  /**
   * Here stands a name, or null.
   *
   * @throws RefusedException if it is unknown, or another job's than an earlier place has named
   */
  public TypeSources in(String field, @Nullable String name) {
    if (name != null) {
      agree(field, registry.require(name, field));
    }
    return this;
  }

  /**
   * Here stands a name that is perhaps no job type at all; it counts where no other place has named
   * one.
   */
  TypeSources inTask(@Nullable String name, boolean emptyBody) {
    if (job == null && emptyBody) {
      return in(SqsdHeaders.TASK_NAME, name);
    }
    if (job != null && name != null) {
      registry.find(name).ifPresent(other -> agree(SqsdHeaders.TASK_NAME, other));
    }
    return this;
  }

  /**
   * The job that is named.
   *
   * @throws RefusedException if none is
   */
  public RegisteredJob<?> resolve() {
    if (job == null) {
      String names = String.join(", ", registry.names());
      throw new RefusedException(
          TITLE, "job_type", "is missing: name one of " + names + " here, or in the path");
    }
    return job;
  }

  private void agree(String field, RegisteredJob<?> other) {
    if (job != null && !job.equals(other)) {
      throw new RefusedException(
          TITLE,
          field,
          "names %s, but this message is for %s".formatted(other.type().name(), job.type().name()));
    }
    job = other;
  }
}
