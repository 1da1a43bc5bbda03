package io.runnerbean.engine.database;

/** Learns when a transaction takes its connection. */
public interface ConnectionListener {

  /**
   * The transaction is about to wait for a connection.
   *
   * @throws IllegalStateException if the job must not use one
   */
  void connecting();

  /**
   * From now on the transaction may wait for statements.
   *
   * @throws IllegalStateException if the job must not use the connection
   */
  void connected(StatementCanceller canceller);
}
