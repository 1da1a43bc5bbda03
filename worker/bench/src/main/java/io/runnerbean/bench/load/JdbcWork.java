package io.runnerbean.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What a job's transaction is without us: its row, inserted and committed over plain JDBC. */
record JdbcWork(DataSource pool) implements Work {

  @Override
  public void once() throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert = connection.prepareStatement(JobInsert.RETURNING)) {
      JobInsert.execute(insert);
      connection.commit();
    }
  }
}
