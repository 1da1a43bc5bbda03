package io.runnerbean.engine;

import io.runnerbean.engine.http.HealthCheck;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** Whether PostgreSQL answers, and takes writes. */
record DatabaseCheck(DataSource control) implements HealthCheck {

  private static final int SECONDS = 5;

  @Override
  public String part() {
    return "database";
  }

  @Override
  public Optional<String> problem() {
    try (Connection connection = control.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      ResultSet result =
          statement.executeQuery("select current_setting('transaction_read_only')::boolean");
      result.next();
      return result.getBoolean(1) ? Optional.of("PostgreSQL is read-only") : Optional.empty();
    } catch (SQLException e) {
      return Optional.of("PostgreSQL does not answer: " + e.getMessage());
    }
  }
}
