package io.runnerbean.engine.store;

import java.sql.SQLException;

/**
 * The time in the run's id is outside the days whose rows are kept, so no row shows whether the
 * message has run before.
 */
public final class ExpiredRunException extends Exception {

  private static final long serialVersionUID = 1;

  ExpiredRunException(SQLException cause) {
    super(cause);
  }
}
