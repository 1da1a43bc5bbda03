package io.runnerbean.engine.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A run in custody that one worker holds.
 *
 * @param lease the token: whoever would end the run must name it, and a later lease makes it void
 * @param cancelled a person wants it to end
 */
public record LeasedRun(RunFacts facts, long lease, boolean cancelled) {

  static LeasedRun of(ResultSet row) throws SQLException {
    return new LeasedRun(RunColumns.get(row), row.getLong("lease"), row.getBoolean("cancelled"));
  }
}
