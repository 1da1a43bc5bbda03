package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A queued run that one worker has a lease of.
 *
 * @param lease the number of the lease; a statement that finishes or releases the run must name the
 *     latest
 * @param cancelled an operator has cancelled it
 * @param uncounted how many attempts since the last failure were not counted, because the worker
 *     lost the database, its connection or the lease, or failed itself
 * @param due when it became due
 * @param queuedAt when it was queued
 */
public record ClaimedRun(
    RunRecord run, long lease, boolean cancelled, int uncounted, Instant due, Instant queuedAt) {

  static ClaimedRun of(ResultSet row) throws SQLException {
    return new ClaimedRun(
        RunColumns.read(row),
        row.getLong("lease"),
        row.getBoolean("cancelled"),
        row.getInt("uncounted"),
        Sql.requiredInstant(row, "due"),
        Sql.requiredInstant(row, "queued_at"));
  }
}
