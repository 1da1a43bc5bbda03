package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.slots.SharedExecutionSlots;
import io.runnerbean.engine.store.WorkerPool;
import org.hibernate.SessionFactory;

/**
 * Begins transactions. One for a delivery takes a slot together with its connection. One for a
 * queued run takes none, because its run was claimed for one; long-running runs were not.
 */
public record Transactions(SessionFactory sessions, SharedExecutionSlots slots) {

  /** Begins one for a delivery that runs no job. */
  public UnitOfWork forDelivery() {
    return UnitOfWork.begin(sessions, slots);
  }

  UnitOfWork begin(Attempt attempt) {
    return switch (attempt.ownership()) {
      case RunOwnership.OfLease(_, WorkerPool pool, _) when pool == WorkerPool.QUEUE ->
          UnitOfWork.beginInSlot(sessions);
      case RunOwnership.OfLease _, RunOwnership.OfMessage _ -> UnitOfWork.begin(sessions, slots);
    };
  }
}
