package io.runnerbean.engine.message;

import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.RegisteredJob;
import org.jspecify.annotations.Nullable;

/**
 * The places that may name the job type, in the order of their precedence. A task name that is no
 * job type is just what someone called a schedule, so it never contradicts the others.
 */
record TypeSources(
    @Nullable String path, @Nullable String body, @Nullable String task, boolean emptyBody) {

  private static final String TITLE = "Which job?";

  RegisteredJob<?> resolve(JobRegistry registry) {
    RegisteredJob<?> job = first(registry);
    agree(job, body == null ? null : registry.require(body, "job_type"), "job_type");
    agree(job, task == null ? null : registry.find(task).orElse(null), SqsdHeaders.TASK_NAME);
    return job;
  }

  private RegisteredJob<?> first(JobRegistry registry) {
    if (path != null) {
      return registry.require(path, "path");
    }
    if (body != null) {
      return registry.require(body, "job_type");
    }
    if (task != null && emptyBody) {
      return registry.require(task, SqsdHeaders.TASK_NAME);
    }
    throw new RefusedException(
        TITLE,
        "job_type",
        "is missing: name one of %s here, or in the path"
            .formatted(String.join(", ", registry.names())));
  }

  private static void agree(RegisteredJob<?> job, @Nullable RegisteredJob<?> other, String field) {
    if (other != null && !other.equals(job)) {
      throw new RefusedException(
          TITLE,
          field,
          "names %s, but this message is for %s".formatted(other.type().name(), job.type().name()));
    }
  }
}
