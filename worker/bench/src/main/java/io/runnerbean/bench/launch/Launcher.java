package io.runnerbean.bench.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where JVMs are started that have all the flags and files that ship. */
public sealed interface Launcher permits HostLauncher, ImageLauncher {

  /** For people. */
  String name();

  /** The folder of what ships, as a JVM sees it. */
  Path app();

  /** The AOT cache that ships for the worker, as a JVM sees it; empty: it has to be trained. */
  Optional<Path> shippedCache();

  /**
   * Starts a server, and waits until it listens.
   *
   * @param folder for what it prints; the JVM sees it at the same place
   */
  RunningServer start(JvmProgram server, Path folder) throws IOException, InterruptedException;

  /** What follows the flags in the command of the worker. */
  default List<String> worker() {
    return List.of("-jar", app().resolve("runnerbean.jar").toString(), "serve");
  }

  /** The file of flags that ships. */
  default String options() {
    return "@" + app().resolve("java.options");
  }
}
