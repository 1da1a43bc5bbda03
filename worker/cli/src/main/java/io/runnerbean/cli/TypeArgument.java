package io.runnerbean.cli;

import io.runnerbean.engine.validation.NearestName;
import io.runnerbean.job.JobDefinition;
import io.runnerbean.jobs.Jobs;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A job type that a person types. */
final class TypeArgument {

  @Option(names = "--force", description = "accept a job type that this version does not know")
  private boolean force;

  /**
   * The name by which runs of the type are stored, also for one of its other names.
   *
   * @throws IllegalArgumentException if this version has no such type; the message names the
   *     nearest
   */
  String canonical(String typed) {
    Set<String> names = new TreeSet<>();
    for (JobDefinition<?> job : Jobs.catalog().jobs()) {
      if (job.type().names().contains(typed)) {
        return job.type().name();
      }
      names.addAll(job.type().names());
    }
    if (!force) {
      throw new IllegalArgumentException(
          "the job type %s %s (--force accepts it anyway)"
              .formatted(typed, NearestName.rule(typed, names)));
    }
    return typed;
  }

  /** The same; null stays null. */
  @Nullable String canonicalOrNull(@Nullable String typed) {
    return typed == null ? null : canonical(typed);
  }
}
