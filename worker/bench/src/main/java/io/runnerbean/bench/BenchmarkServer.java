package io.runnerbean.bench;

import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.testkit.DataFolder;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The PostgreSQL server of benchmarks.
 *
 * @param folder absolute; it also holds the output of other processes
 */
record BenchmarkServer(Path folder, PostgresServer postgres, NamedProcess process) {

  /**
   * Starts a server without data, whose writes are durable. At the end, all processes that this one
   * has started are ended.
   */
  static BenchmarkServer start(Path data, ShutdownHook running) throws IOException {
    DataFolder folder = running.add(DataFolder.claim(data));
    folder.deleteData();
    PostgresServer postgres = running.add(PostgresServer.persistent(folder.postgres(), 0));
    var _ =
        running.add(
            () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly));
    NamedProcess process =
        new NamedProcess("PostgreSQL", PostgresServer.process(folder.postgres()).orElseThrow());
    return new BenchmarkServer(data.toAbsolutePath().normalize(), postgres, process);
  }

  PostgresDatabase database(String name) {
    return postgres.database(name);
  }

  /** The environment of a benchmark with a database of its own. */
  BenchmarkEnvironment environment(String name) {
    PostgresDatabase database = database(name);
    return new BenchmarkEnvironment(database, database.environment(), process, folder);
  }
}
