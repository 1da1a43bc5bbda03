package io.runnerbean.bench.load;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The INSERT statement of InsertJob. */
final class JobInsert {

  static final String DATA = "bench";
  static final String PLAIN = "insert into job_server_data (data) values (?)";
  static final String RETURNING = PLAIN + " returning id";

  private JobInsert() {}

  /** Inserts the row and reads its id. */
  static void execute(PreparedStatement insert) throws SQLException {
    insert.setString(1, DATA);
    try (ResultSet id = insert.executeQuery()) {
      id.next();
    }
  }
}
