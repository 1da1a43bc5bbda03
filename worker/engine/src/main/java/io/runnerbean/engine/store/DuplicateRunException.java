package io.runnerbean.engine.store;

import java.sql.SQLException;

/** Another delivery of the same message has committed its run: this one must be rolled back. */
public final class DuplicateRunException extends Exception {

  private static final long serialVersionUID = 1;

  DuplicateRunException(SQLException cause) {
    super(cause);
  }
}
