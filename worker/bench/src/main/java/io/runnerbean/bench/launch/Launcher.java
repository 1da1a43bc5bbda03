package io.runnerbean.bench.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts JVMs, and knows the flags and files that ship. */
public sealed interface Launcher permits HostLauncher, ImageLauncher {

  /** Describes where the JVMs run, for the output. */
  String name();

  /** The folder of the application, as the JVM sees it. */
  Path app();

  /** The AOT cache that ships with the worker, as the JVM sees it. If empty, train one. */
  Optional<Path> shippedCache();

  /**
   * Starts a server, and waits until it listens.
   *
   * @param folder for its output; the JVM sees it at the same path
   */
  RunningServer start(JvmProgram server, Path folder) throws IOException, InterruptedException;

  /** The arguments of the worker as it ships. */
  default List<String> worker() {
    return List.of(options(), "-jar", app().resolve("runnerbean.jar").toString(), "serve");
  }

  /** The argument for the file of flags that ships. */
  default String options() {
    return "@" + app().resolve("java.options");
  }
}
