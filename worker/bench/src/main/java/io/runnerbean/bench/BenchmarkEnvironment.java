package io.runnerbean.bench;

import io.runnerbean.cli.Main;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.Jvm;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where benchmarks take place.
 *
 * @param database an empty one, with durable writes
 * @param environment tells a process of this database
 * @param postgres the process that serves it
 * @param folder for what the processes print
 */
public record BenchmarkEnvironment(
    PostgresDatabase database,
    Map<String, String> environment,
    ProcessHandle postgres,
    Path folder) {

  /** Room enough for the load, and as little as a small container has. */
  static final List<String> HEAP = List.of("-Xmx512m");

  /** The worker as it ships, on a free port. */
  ServerProcess worker() throws IOException, InterruptedException {
    return server("worker", Main.class, "serve");
  }

  /** A server in a process of its own. */
  ServerProcess server(String name, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return ServerProcess.start(
        Jvm.of(HEAP, main, settings(), List.of(arguments)), folder.resolve(name + ".log"));
  }

  /** Of a worker with this database, on a free port. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(environment);
    settings.put("RUNNERBEAN_HOST", "127.0.0.1");
    settings.put("RUNNERBEAN_PORT", "0");
    return settings;
  }
}
