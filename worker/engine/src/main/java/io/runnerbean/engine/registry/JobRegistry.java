package io.runnerbean.engine.registry;

import io.runnerbean.job.JobDefinition;
import io.runnerbean.job.Limits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Every job by every name that messages may use for it. */
public final class JobRegistry {

  /** How many letters a name may be off to be taken for a mistyped one. */
  private static final int SLIP = 3;

  private final Map<String, RegisteredJob<?>> byName;

  private JobRegistry(Map<String, RegisteredJob<?>> byName) {
    this.byName = byName;
  }

  /**
   * Registers all jobs.
   *
   * @throws InvalidJobsException naming every name that two jobs share, every payload that no JSON
   *     could be bound to, and every job whose runs share transactions but cannot
   */
  public static JobRegistry of(Collection<JobDefinition<?>> jobs) {
    PayloadBinder binder = new PayloadBinder();
    List<String> problems = new ArrayList<>();
    Map<String, RegisteredJob<?>> byName = new LinkedHashMap<>();
    for (JobDefinition<?> job : jobs) {
      problems.addAll(new PayloadCheck(binder).problems(job.type()));
      RegisteredJob<?> registered = new RegisteredJob<>(job, binder);
      problems.addAll(SharingCheck.problems(registered));
      register(registered, byName, problems);
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
    return find(name).orElseThrow(() -> unknown(name, field));
  }

  /** That there is no job of this name, in words for whoever wrote it in this field. */
  public UnknownJobTypeException unknown(String name, String field) {
    return new UnknownJobTypeException(name, field, rule(name));
  }

  /** Every name, in alphabetical order. */
  public Collection<String> names() {
    return new TreeSet<>(byName.keySet());
  }

  /** The types, by the names that the ledger has them under, of jobs that run for long. */
  public Set<String> longRunning() {
    return byName.values().stream()
        .filter(RegisteredJob::isLongRunning)
        .map(job -> job.type().name())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** None, if there is no such type. */
  public Limits limits(String type) {
    return find(type).map(RegisteredJob::limits).orElseGet(Limits::none);
  }

  /** How many runs of a type may share a transaction; one, if there is no such type. */
  public int runsPerTransaction(String type) {
    return find(type).map(RegisteredJob::runsPerTransaction).orElse(1);
  }

  /** Whether the first attempt at a run of this type makes way for another of the same work. */
  public boolean isUniqueUntilBegun(String type) {
    return find(type).filter(RegisteredJob::isUniqueUntilBegun).isPresent();
  }

  private String rule(String unknown) {
    String known = "must be one of " + String.join(", ", names());
    return nearest(unknown).map(name -> known + "; did you mean " + name + "?").orElse(known);
  }

  /** The known name that a slip of the pen turns into this one. */
  private Optional<String> nearest(String unknown) {
    LevenshteinDistance distance = new LevenshteinDistance(SLIP);
    return names().stream()
        .filter(name -> distance.apply(name, unknown) >= 0)
        .min(Comparator.comparing(name -> distance.apply(name, unknown)));
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
