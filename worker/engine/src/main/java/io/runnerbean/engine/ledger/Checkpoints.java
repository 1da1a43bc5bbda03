package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Steps of runs in custody that are done. Each method is part of the connection's transaction. They
 * are forgotten with the end of the run.
 */
public final class Checkpoints {

  private static final String FIND =
      "select result from runnerbean.checkpoint where run_id = ? and step = ?";

  private static final String ADD =
      "insert into runnerbean.checkpoint (run_id, step, result) values (?, ?, ?)";

  /** What the step found out, as JSON; empty if it is not done. */
  public Optional<String> find(Connection connection, UUID runId, String step) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      var _ = new Parameters(find).add(runId).add(step);
      ResultSet row = find.executeQuery();
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  /** The step is done, and found this out. */
  public void add(Connection connection, UUID runId, String step, String result)
      throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      var _ = new Parameters(add).add(runId).add(step).add(result);
      add.executeUpdate();
    }
  }
}
