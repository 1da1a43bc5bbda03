package io.runnerbean.engine.registry;

import io.runnerbean.engine.validation.NearestName;
import io.runnerbean.job.JobDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All jobs, by every name that messages may use for them. */
public final class JobRegistry {

  private final Map<String, RegisteredJob<?>> byName;

  private JobRegistry(Map<String, RegisteredJob<?>> byName) {
    this.byName = byName;
  }

  /**
   * Registers all jobs.
   *
   * @param timeouts checks the timeouts of jobs
   * @throws InvalidJobsException naming every fault of every job
   */
  public static JobRegistry of(Collection<JobDefinition<?>> jobs, TimeoutCheck timeouts) {
    PayloadBinder binder = new PayloadBinder();
    List<String> problems = new ArrayList<>();
    Map<String, RegisteredJob<?>> byName = new LinkedHashMap<>();
    for (JobDefinition<?> job : jobs) {
      try {
        RegisteredJob<?> registered = new RegisteredJob<>(job, binder);
        problems.addAll(new PayloadTypeCheck(binder).problems(registered.type()));
        problems.addAll(BatchSizeCheck.problems(registered));
        problems.addAll(timeouts.problems(registered));
        register(registered, byName, problems);
      } catch (RuntimeException e) {
        problems.add(
            "%s: reading its type or settings failed: %s".formatted(job.getClass().getName(), e));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidJobsException(problems);
    }
    return new JobRegistry(byName);
  }

  public Optional<RegisteredJob<?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The job of this name.
   *
   * @param field where the name was read
   * @throws UnknownJobTypeException if there is none
   */
  public RegisteredJob<?> require(String name, String field) {
    RegisteredJob<?> job = byName.get(name);
    if (job == null) {
      throw new UnknownJobTypeException(name, field, NearestName.rule(name, names()));
    }
    return job;
  }

  /** Every name, in alphabetical order. */
  public Collection<String> names() {
    return new TreeSet<>(byName.keySet());
  }

  /** Every name of jobs that are long-running, or of those that are not. */
  public Set<String> names(boolean longRunning) {
    return byName.entrySet().stream()
        .filter(named -> named.getValue().isLongRunning() == longRunning)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void register(
      RegisteredJob<?> job, Map<String, RegisteredJob<?>> byName, List<String> problems) {
    for (String name : job.type().names()) {
      RegisteredJob<?> other = byName.putIfAbsent(name, job);
      if (other != null) {
        problems.add(
            "the job type name %s belongs to %s and to %s"
                .formatted(name, other.className(), job.className()));
      }
    }
  }
}
