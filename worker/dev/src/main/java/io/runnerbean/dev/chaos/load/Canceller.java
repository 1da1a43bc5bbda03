package io.runnerbean.dev.chaos.load;

import io.runnerbean.embedded.PostgresDatabase;
import io.runnerbean.engine.control.Cancellation;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.KeptPayloads;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/** A person who cancels a run now and then. */
public record Canceller(PostgresDatabase database) {

  /** How often. */
  public static final Duration EVERY = Duration.ofMillis(700);

  private static final String ANY =
      """
      select run_id from runnerbean.job_queue where job_type = 'Cancelled' and not cancelled
      order by random() limit 1
      """;

  /** Cancels any run that waits or runs, if the database is there for it. */
  public void cancel() {
    try (Connection connection = database.connect();
        Statement find = connection.createStatement();
        ResultSet row = find.executeQuery(ANY)) {
      if (row.next()) {
        History history = new History("a person", KeptPayloads.ALL);
        var _ = new Cancellation(history).cancel(connection, row.getObject(1, UUID.class));
      }
    } catch (SQLException away) {
      // A person would see the error, and try again.
      return;
    }
  }
}
