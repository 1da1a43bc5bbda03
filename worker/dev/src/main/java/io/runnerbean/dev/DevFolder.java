package io.runnerbean.dev;

import io.runnerbean.testkit.DataFolder;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** The folder with dev mode's data, and with its addresses for other commands. */
record DevFolder(DataFolder data) implements AutoCloseable {

  /** Finds a table that only older versions create. */
  private static final String OLDER_TABLE =
      "select 1 from pg_tables where schemaname = 'runnerbean' and tablename = 'receipt'";

  private static final String NEXT_STEP =
      "Start once with --fresh, which deletes it, or choose another folder with --data.";

  static DevFolder claim(Path path) throws IOException {
    return new DevFolder(DataFolder.claim(path));
  }

  /**
   * Checks that this version can use the database.
   *
   * @throws DevException if an older version created it
   */
  void requireCurrent(PostgresDatabase database) throws SQLException {
    if (!database.query(OLDER_TABLE).isEmpty()) {
      throw new DevException(
          "The data in %s is from an older version. %s".formatted(data.path(), NEXT_STEP));
    }
  }

  /**
   * Starts PostgreSQL with the data of this folder.
   *
   * @param port 1 to 65535, or 0 for a free one
   * @throws DevException if it does not start
   */
  PostgresServer startPostgres(int port) {
    try {
      return PostgresServer.persistent(data.postgres(), port);
    } catch (IllegalStateException e) {
      throw new DevException(
          "%s%nThe data may be damaged. %s"
              .formatted(String.valueOf(e.getMessage()).strip(), NEXT_STEP));
    }
  }

  /** Writes the addresses to a file for commands in other terminals. {@link #close} deletes it. */
  void writeEnvironment(Map<String, String> environment) throws IOException {
    String lines =
        environment.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    Files.writeString(environmentFile(), lines);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(environmentFile());
    data.close();
  }

  private Path environmentFile() {
    return data.path().resolve("dev.env");
  }
}
