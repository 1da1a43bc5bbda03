package io.runnerbean.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
      server
          .database("beans")
          .execute("create table bean(name text); insert into bean values ('runner')");
    }
    try (PostgresServer server = PostgresServer.persistent(data(), 0)) {
      assertThat(server.database("beans").query("select name from bean")).containsExactly("runner");
    }
  }

  @Test
  void writesDurably() throws Exception {
    try (PostgresServer server = PostgresServer.persistent(data(), 0)) {
      PostgresDatabase database = server.database("beans");
      assertThat(database.query("show fsync")).containsExactly("on");
      assertThat(database.query("show synchronous_commit")).containsExactly("on");
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
      assertThat(next.database("beans").query("select 1")).containsExactly("1");
    }
  }

  @Test
  void recreatesAnIncompleteFolder() throws Exception {
    Files.createDirectories(data());
    Files.writeString(data().resolve("postgresql.conf"), "# initdb was killed here");
    try (PostgresServer server = PostgresServer.persistent(data(), 0)) {
      assertThat(server.database("beans").query("select 1")).containsExactly("1");
    }
  }

  private Path data() {
    return folder.resolve("postgres");
  }

  private ProcessHandle postmaster() throws Exception {
    List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
    return ProcessHandle.of(Long.parseLong(lines.getFirst())).orElseThrow();
  }
}
