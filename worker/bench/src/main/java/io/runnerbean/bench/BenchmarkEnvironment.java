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
 * The environment of a benchmark.
 *
 * @param database an empty database, with durable writes
 * @param environment the environment variables that name this database
 * @param postgres the process that serves it
 * @param folder for the output of the processes
 */
public record BenchmarkEnvironment(
    PostgresDatabase database,
    Map<String, String> environment,
    NamedProcess postgres,
    Path folder) {

  /** Enough for the load, and no more than a small container has. */
  static final List<String> HEAP = List.of("-Xmx512m");

  /** Starts the worker as it ships, on a free port. */
  ServerProcess worker() throws IOException, InterruptedException {
    return server("worker", Main.class, "serve");
  }

  /** Starts a server in its own process. */
  ServerProcess server(String name, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return ServerProcess.start(
        Jvm.of(HEAP, main, settings(), List.of(arguments)), folder.resolve(name + ".log"));
  }

  /** Returns the settings of a worker with this database, on a free port. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(environment);
    settings.put("RUNNERBEAN_HOST", "127.0.0.1");
    settings.put("RUNNERBEAN_PORT", "0");
    return settings;
  }
}
