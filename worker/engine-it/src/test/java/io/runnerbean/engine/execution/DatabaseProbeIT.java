package io.runnerbean.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.execution.AttemptOutcome.DatabaseUnavailable;
import io.runnerbean.engine.execution.AttemptOutcome.EngineFault;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error of the worker's own statements is an outage or a fault of the engine. */
@Timeout(60)
class DatabaseProbeIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final RunId RUN = new RunId(UuidV7.next(), "Job");

  private final PostgresDatabase database = POSTGRES.database();
  private final DatabaseProbe probe = new DatabaseProbe(database.source());

  @BeforeAll
  static void createProbedTable() throws SQLException {
    try (Connection connection = POSTGRES.database().connect()) {
      PostgresDatabase.execute(connection, "create schema runnerbean");
      PostgresDatabase.execute(connection, "create table runnerbean.worker_run ()");
    }
  }

  @ParameterizedTest(name = "SQLSTATE {0} is an outage")
  @ValueSource(strings = {"08006", "25006", "53100", "53200", "53300", "57P01", "57P02", "57P03"})
  void recognizesAnOutage(String state) {
    assertThat(outcome(state)).isInstanceOf(DatabaseUnavailable.class);
  }

  @ParameterizedTest(name = "SQLSTATE {0} is a fault of the engine")
  @ValueSource(strings = {"22021", "23505", "42P01", "57014"})
  void takesEveryOtherErrorForAFault(String state) {
    assertThat(outcome(state)).isInstanceOf(EngineFault.class);
  }

  @Test
  void aDatabaseThatRefusesConnectionsIsAnOutageWhateverWasThrown() throws Exception {
    String limit = "alter database %s connection limit ".formatted(database.name());
    try (Connection open = database.connect()) {
      PostgresDatabase.execute(open, limit + "0");
      assertThat(probe.problem()).hasValueSatisfying(why -> assertThat(why).contains("too many"));
      assertThat(outcome("42P01")).isInstanceOf(DatabaseUnavailable.class);
      PostgresDatabase.execute(open, limit + "-1");
    }
    assertThat(probe.problem()).isEmpty();
  }

  private AttemptOutcome outcome(String state) {
    SQLException error = new SQLException("it could not be executed", state);
    return probe.notCommitted(RUN, new IllegalStateException(error));
  }
}
