package io.runnerbean.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  @Test
  void startsWithDataThatOthersMayRead() throws Exception {
    PostgresServer.persistent(data(), 0).close();
    Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxr-xr-x"));
    PostgresServer.persistent(data(), 0).close();
    assertThat(Files.getPosixFilePermissions(data()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  /** The library's own deadline is longer than that of this test. */
  @Test
  void saysWhyItDoesNotStart() throws Exception {
    PostgresServer.persistent(data(), 0).close();
    Files.delete(data().resolve("global/pg_control"));
    assertThatIllegalStateException()
        .isThrownBy(() -> PostgresServer.persistent(data(), 0))
        .withMessageContainingAll("PostgreSQL did not start", data().toString(), "pg_control");
  }

  @Test
  void saysThatItsPortIsInUse() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> PostgresServer.persistent(data(), other.getLocalPort()))
          .withMessageContainingAll("Address already in use", "port " + other.getLocalPort());
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
