package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.slots.Slots;
import org.hibernate.SessionFactory;

/** A transaction of a job that runs for long, and the slot it takes while it is open. */
record SlottedUnit(UnitOfWork unit, Slots slots) implements AutoCloseable {

  /** Its connection is one that others wait for, too: so it waits for its turn, however long. */
  static SlottedUnit begin(SessionFactory sessions, Slots slots) {
    await(slots);
    try {
      return new SlottedUnit(UnitOfWork.begin(sessions), slots);
    } catch (RuntimeException | Error e) {
      slots.release(1);
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      unit.close();
    } finally {
      slots.release(1);
    }
  }

  private static void await(Slots slots) {
    try {
      var _ = slots.take(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it waited for a connection", e);
    }
  }
}
