package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.Ended;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.engine.ledger.Receipt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What an attempt may end its run by: the receipt of the message that is in hand, or the lease of a
 * run in custody. Each method is part of the connection's transaction.
 */
interface Claim {

  /** Makes sure, before anything is done, that it is this attempt's turn. */
  Receipt take(Connection connection) throws SQLException;

  /** Whether custody needs room for the run, should it be kept. */
  boolean takesRoom();

  /**
   * Makes sure, before some of the work is committed, that it still is this attempt's turn.
   *
   * @throws LostLeaseException if it is another's by now
   */
  void fence(Connection connection) throws SQLException, LostLeaseException;

  /**
   * The run needs nothing more, and history has it.
   *
   * @throws LostLeaseException if it is another's by now
   */
  void finish(Connection connection, History history, Ended ended)
      throws SQLException, LostLeaseException;

  /**
   * The run is to be tried again, and the ledger sees to it.
   *
   * @throws LostLeaseException if it is another's by now
   */
  void keep(Connection connection, Duration wait) throws SQLException, LostLeaseException;

  /**
   * The run is to come back, as if this attempt had not been.
   *
   * @throws LostLeaseException if it is another's by now
   */
  void snooze(Connection connection, Duration wait) throws SQLException, LostLeaseException;
}
