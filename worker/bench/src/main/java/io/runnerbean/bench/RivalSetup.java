package io.runnerbean.bench;

import io.runnerbean.bench.launch.HostLauncher;
import io.runnerbean.bench.launch.JvmProgram;
import io.runnerbean.bench.launch.RunningServer;
import io.runnerbean.testkit.process.Jvm;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What all contestants share. */
record RivalSetup(
    BenchmarkServer server, HostLauncher launcher, RivalPrograms programs, RivalPlan plan) {

  /** For caches, and for the output of the programs. */
  Path folder() {
    return server.folder();
  }

  /** Starts a server that contestants call. It needs no settings. */
  ServerProcess start(String name, Class<?> main) throws IOException {
    return ServerProcess.start(
        Jvm.of(BenchmarkEnvironment.HEAP, main, Map.of(), List.of()),
        folder().resolve(name + ".log"));
  }

  RunningServer start(JvmProgram program) throws IOException, InterruptedException {
    return launcher.start(program, folder());
  }
}
