package io.runnerbean.engine.admin;

import io.runnerbean.engine.store.PausedTypes;
import java.sql.SQLException;
import java.util.Set;

/** Pauses job types: their runs wait in the queue until the type is resumed. */
public final class TypePauser {

  private final Administration administration;

  TypePauser(Administration administration) {
    this.administration = administration;
  }

  /**
   * Pauses a type.
   *
   * @param operator the name that is kept with it
   * @return false: it was paused already
   */
  public boolean pause(String type, String operator) throws SQLException {
    return administration.inTransaction(
        connection -> PausedTypes.pause(connection, type, operator));
  }

  /**
   * Resumes a type.
   *
   * @return false: it was not paused
   */
  public boolean resume(String type) throws SQLException {
    return administration.inTransaction(connection -> PausedTypes.resume(connection, type));
  }

  /** All that are paused. */
  public Set<String> paused() throws SQLException {
    return administration.inTransaction(PausedTypes::all);
  }
}
