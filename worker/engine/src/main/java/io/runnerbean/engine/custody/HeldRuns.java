package io.runnerbean.engine.custody;

import io.runnerbean.engine.ledger.LeasedRun;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The runs that this worker has a lease of. */
final class HeldRuns {

  private final Map<UUID, LeasedRun> held = new ConcurrentHashMap<>();

  private void add(LeasedRun run) {
    held.put(run.facts().runId(), run);
  }

  /** Holds all runs before they go on to this. */
  Consumer<List<LeasedRun>> andThen(Consumer<List<LeasedRun>> next) {
    return runs -> {
      runs.forEach(this::add);
      next.accept(runs);
    };
  }

  /** A later lease of the same run stays. */
  void remove(LeasedRun run) {
    held.remove(run.facts().runId(), run);
  }

  boolean holds(LeasedRun run) {
    return run.equals(held.get(run.facts().runId()));
  }

  Collection<LeasedRun> all() {
    return List.copyOf(held.values());
  }
}
