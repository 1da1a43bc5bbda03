package io.runnerbean.engine.database;

import io.runnerbean.engine.slots.SharedExecutionSlots;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a transaction. It is taken when it is first needed, together with a slot, which
 * is kept until the transaction is closed, also if the connection is replaced.
 */
final class LateConnection {

  private final @Nullable SharedExecutionSlots slots;
  private final Thread thread = Thread.currentThread();
  private @Nullable ConnectionListener listener;
  private @Nullable Connection connection;
  private @Nullable PersistenceException refusal;
  private boolean hasSlot;
  private boolean isClosed;

  /**
   * A connection that is not taken yet.
   *
   * @param slots null: the caller has a slot
   */
  LateConnection(@Nullable SharedExecutionSlots slots) {
    this.slots = slots;
  }

  /** Tells the listener when there is a connection, at once if there is. */
  void listen(ConnectionListener toConnection) {
    listener = toConnection;
    if (connection != null) {
      toConnection.connected(StatementCanceller.of(connection));
    }
  }

  /** The connection; null: it is not taken. */
  @Nullable Connection taken() {
    return connection;
  }

  /** Why it could not be taken; null: it was, or nobody has tried. */
  @Nullable PersistenceException refusal() {
    return refusal;
  }

  /**
   * Takes the session's connection, unless it is taken.
   *
   * @throws NoFreeConnectionException if no slot became free in time
   * @throws PersistenceException if the pool has no connection
   * @throws IllegalStateException if the first call is made on another thread, or after the end, or
   *     the job was interrupted
   */
  Connection of(Session session) {
    if (connection == null) {
      connection = take(session);
    }
    return connection;
  }

  /** Forgets the connection of a session that was closed. */
  void forget() {
    connection = null;
  }

  /** Gives the slot back. */
  void close() {
    isClosed = true;
    connection = null;
    if (hasSlot && slots != null) {
      hasSlot = false;
      slots.releaseForDelivery();
    }
  }

  private Connection take(Session session) {
    requireOwnThread();
    if (listener != null) {
      listener.connecting();
    }
    try {
      takeSlot();
      Connection taken = session.doReturningWork(own -> own);
      refusal = null;
      if (listener != null) {
        listener.connected(StatementCanceller.of(taken));
      }
      return taken;
    } catch (PersistenceException e) {
      refusal = e;
      throw e;
    }
  }

  /** Otherwise nobody would give the slot back. */
  private void requireOwnThread() {
    if (isClosed || !thread.equals(Thread.currentThread())) {
      throw new IllegalStateException(
          "a job must first call context.session() on its own thread, and before it ends");
    }
  }

  private void takeSlot() {
    if (slots == null || hasSlot) {
      return;
    }
    if (!slots.takeForDelivery()) {
      throw new NoFreeConnectionException(slots.patience());
    }
    hasSlot = true;
  }
}
