package io.runnerbean.dev;

import io.runnerbean.testkit.DataFolder;
import io.runnerbean.testkit.PostgresDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** Where dev mode keeps its data, and where it notes its addresses for other commands. */
record DevFolder(DataFolder data) implements AutoCloseable {

  /** Finds a table that only older versions made. */
  private static final String OLDER_TABLE =
      "select 1 from pg_tables where schemaname = 'runnerbean' and tablename = 'receipt'";

  static DevFolder claim(Path path) throws IOException {
    return new DevFolder(DataFolder.claim(path));
  }

  /**
   * Checks that this version can use its database.
   *
   * @throws DevException if an older version has made it
   */
  void requireCurrent(PostgresDatabase database) throws SQLException {
    if (!database.query(OLDER_TABLE).isEmpty()) {
      throw new DevException(
          "The data in %s is of an older version: start once with --fresh, which deletes it, or choose another folder with --data."
              .formatted(data.path()));
    }
  }

  /**
   * Notes the addresses for commands in other terminals. Dev mode deletes the note when it stops.
   */
  void note(Map<String, String> environment) throws IOException {
    String lines =
        environment.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    Files.writeString(environment(), lines);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(environment());
    data.close();
  }

  private Path environment() {
    return data.path().resolve("dev.env");
  }
}
