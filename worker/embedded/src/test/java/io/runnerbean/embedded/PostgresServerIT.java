package io.runnerbean.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PostgresServerIT {

  @TempDir Path folder;

  @Test
  void keepsItsDataOverARestart() throws Exception {
    try (PostgresServer server = PostgresServer.persistent(data(), 0)) {
      execute(
          server.database("beans"),
          "create table bean(name text)",
          "insert into bean values ('runner')");
    }
    try (PostgresServer server = PostgresServer.persistent(data(), 0)) {
      assertThat(query(server.database("beans"), "select name from bean")).isEqualTo("runner");
    }
  }

  @Test
  void writesDurably() throws Exception {
    try (PostgresServer server = PostgresServer.persistent(data(), 0)) {
      PostgresDatabase database = server.database("beans");
      assertThat(query(database, "show fsync")).isEqualTo("on");
      assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void stopsTheServerThatAKilledJvmLeft() throws Exception {
    Process jvm = KilledJvm.start(data());
    ProcessHandle postmaster = postmaster();
    jvm.destroyForcibly().waitFor();
    assertThat(postmaster.isAlive()).isTrue();
    try (PostgresServer next = PostgresServer.persistent(data(), 0)) {
      assertThat(postmaster.isAlive()).isFalse();
      assertThat(query(next.database("beans"), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void makesAHalfMadeFolderAgain() throws Exception {
    Files.createDirectories(data());
    Files.writeString(data().resolve("postgresql.conf"), "# initdb was killed here");
    try (PostgresServer server = PostgresServer.persistent(data(), 0)) {
      assertThat(query(server.database("beans"), "select 1")).isEqualTo("1");
    }
  }

  private Path data() {
    return folder.resolve("postgres");
  }

  private ProcessHandle postmaster() throws Exception {
    List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
    return ProcessHandle.of(Long.parseLong(lines.getFirst())).orElseThrow();
  }

  private static void execute(PostgresDatabase database, String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String query(PostgresDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
