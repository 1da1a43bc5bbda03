package io.runnerbean.bench;

import io.runnerbean.bench.launch.AotTraining;
import io.runnerbean.bench.launch.JvmProgram;
import io.runnerbean.bench.launch.RunningServer;
import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.ProcessMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that takes jobs over HTTP.
 *
 * @param load posts its jobs, and lives as long as the benchmark, so that it is warm
 */
record HttpContestant(
    JvmProgram program, PostgresDatabase database, LoadProcess load, RivalSetup setup)
    implements Contestant {

  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Duration TRAINING = Duration.ofSeconds(10);

  @Override
  public String name() {
    return program.name();
  }

  /** Trains the AOT cache, which also migrates the database. */
  @Override
  public void prepare() throws Exception {
    new AotTraining(setup.launcher(), setup.folder(), TRAINING).train(program, cache());
  }

  /**
   * Measures it after a fixed time, the same for all programs, because no event says that a program
   * has become idle.
   */
  @Override
  public double idleMib() throws Exception {
    try (RunningServer server = start()) {
      TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
      return ProcessMemory.now(server.jvm()).orElse(0) / 1024.0;
    }
  }

  @Override
  public RivalSample run() throws Exception {
    RivalPrograms.truncate(database);
    try (RunningServer server = start()) {
      Duration coldUntil = ColdStart.EARLY.plus(setup.plan().warmUp());
      ColdStart cold = ColdStart.measure(load, server.startedAt(), coldUntil);
      Sample warm = contender(server).run();
      RivalPrograms.requireRows(database, cold.jobs() + warm.result().jobs());
      double peak = ProcessMemory.peak(server.jvm()).orElse(0) / 1024.0;
      return new RivalSample(warm, cold, peak);
    }
  }

  @Override
  public void close() {
    load.close();
  }

  private RunningServer start() throws Exception {
    return setup.start(program.cached(cache()));
  }

  private Contender contender(RunningServer server) throws Exception {
    return new Contender(
        name(),
        () -> load.run(setup.plan().measured()),
        List.of(
            new NamedProcess(name(), server.jvm()),
            setup.server().process(),
            new NamedProcess(RivalPrograms.LOAD, load.process())),
        server.jvm());
  }

  private Path cache() {
    return setup.folder().resolve(name() + ".aot");
  }
}
