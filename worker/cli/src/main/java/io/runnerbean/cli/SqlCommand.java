package io.runnerbean.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Runs SQL on the worker's database, for machines without psql. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Runs one SQL statement on the worker's database and prints its result.",
    footer = {
      "",
      "Example:  ./runnerbean sql 'select * from runnerbean.run order by finished_at desc limit 10'",
      "",
      "RDS_HOSTNAME, RDS_PORT, RDS_DB_NAME, RDS_USERNAME and RDS_PASSWORD name the",
      "database. If neither RDS_HOSTNAME nor RUNNERBEAN_QUEUE_URL is set, the database",
      "of './runnerbean dev' is used."
    })
final class SqlCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SQL", description = "one statement")
  private String sql = "";

  @Override
  public Integer call() throws SQLException {
    try (Connection connection = EnvironmentDatabase.connect();
        Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        print(TextTable.of(statement.getResultSet()));
      } else {
        System.out.println(rows(statement.getUpdateCount()));
      }
    }
    return ExitCode.OK;
  }

  private static void print(TextTable table) {
    table.print(System.out);
    System.out.println("(" + rows(table.size()) + ")");
  }

  private static String rows(int count) {
    return count == 1 ? "1 row" : count + " rows";
  }
}
