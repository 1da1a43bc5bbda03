package io.runnerbean.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class SqlIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  /** By then the driver has prepared a statement on the server. */
  private static final int PREPARED = 6;

  private static final int MORE = 10;

  private static final Sql ECHO = Sql.of("select :text as echoed where :text is distinct from ''");

  /** How often the one prepared statement was executed. */
  private static final String EXECUTIONS =
      """
      select generic_plans + custom_plans from pg_prepared_statements
      where statement like '%echoed%'
      """;

  @Test
  void aParameterMayBeNullOrNotWithoutPreparingTheStatementAgain() throws SQLException {
    try (Connection connection = POSTGRES.database().connect()) {
      for (int i = 0; i < PREPARED + MORE; i++) {
        String text = i % 2 == 0 ? null : "é";
        assertThat(echo(connection, text)).isEqualTo(text);
      }
      assertThat(PostgresDatabase.query(connection, EXECUTIONS))
          .singleElement()
          .satisfies(count -> assertThat(Integer.parseInt(count)).isGreaterThanOrEqualTo(MORE));
    }
  }

  private static @Nullable String echo(Connection connection, @Nullable String text)
      throws SQLException {
    return ECHO.with("text", text)
        .one(connection, row -> Optional.ofNullable(row.getString("echoed")))
        .orElse(null);
  }
}
