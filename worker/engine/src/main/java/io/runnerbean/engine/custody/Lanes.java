package io.runnerbean.engine.custody;

import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.Leases;
import io.runnerbean.engine.ledger.TypeFilter;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.slots.OwnSlots;
import io.runnerbean.engine.slots.SharedSlots;
import io.runnerbean.engine.slots.Slots;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Who claims what for which slots: long-running jobs have slots of their own, which nobody else
 * waits for.
 */
record Lanes(Leases leases, DataSource control, String worker, JobRegistry registry) {

  List<Lane> of(
      SharedSlots shared, CustodyConfig config, HeldRuns held, Consumer<List<LeasedRun>> work) {
    Set<String> types = registry.longRunning();
    Lane most = lane("custody", shared.forCustody(), new TypeFilter(types, false), held, work);
    return types.isEmpty()
        ? List.of(most)
        : List.of(
            most,
            lane(
                "long-running",
                new OwnSlots(config.longRunning()),
                new TypeFilter(types, true),
                held,
                work));
  }

  private Lane lane(
      String name, Slots slots, TypeFilter types, HeldRuns held, Consumer<List<LeasedRun>> work) {
    Wakeup wakeup = new Wakeup(control, worker + " " + name);
    return new Lane(
        name,
        slots,
        start -> new Claimer(leases, types, registry, wakeup, slots, held.andThen(start)),
        work);
  }
}
