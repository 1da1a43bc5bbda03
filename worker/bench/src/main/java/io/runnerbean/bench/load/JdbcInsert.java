package io.runnerbean.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The baseline of a job's transaction: inserts and commits its row over plain JDBC. */
record JdbcInsert(DataSource pool) implements Operation {

  @Override
  public void execute() throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert = connection.prepareStatement(JobInsert.RETURNING)) {
      JobInsert.execute(insert);
      connection.commit();
    }
  }
}
