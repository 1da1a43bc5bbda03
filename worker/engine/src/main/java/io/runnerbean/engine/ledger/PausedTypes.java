package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Job types that a person keeps from running. Each method is part of the connection's transaction.
 */
public final class PausedTypes {

  private static final String PAUSE =
      """
      insert into runnerbean.paused_type (job_type, paused_by) values (?, ?) on conflict do nothing
      """;

  private static final String RESUME = "delete from runnerbean.paused_type where job_type = ?";

  /** Keeps it; false if it was kept already. */
  public boolean pause(Connection connection, String type, String by) throws SQLException {
    try (PreparedStatement pause = connection.prepareStatement(PAUSE)) {
      var _ = new Parameters(pause).add(type).add(by);
      return pause.executeUpdate() > 0;
    }
  }

  /** Lets it go; false if it was not kept. */
  public boolean resume(Connection connection, String type) throws SQLException {
    try (PreparedStatement resume = connection.prepareStatement(RESUME)) {
      var _ = new Parameters(resume).add(type);
      return resume.executeUpdate() > 0;
    }
  }

  /** All that are kept. */
  public Set<String> all(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select job_type from runnerbean.paused_type")) {
      Set<String> paused = new HashSet<>();
      ResultSet row = select.executeQuery();
      while (row.next()) {
        paused.add(row.getString(1));
      }
      return paused;
    }
  }
}
