package io.runnerbean.bench.launch;

import io.runnerbean.bench.load.LoadProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs a server under load, while its JVM records the loaded and linked classes and the hot methods
 * in an AOT cache for later starts.
 *
 * @param folder for output and temporary files
 * @param time the duration of the load
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 * @see <a href="https://openjdk.org/jeps/515">JEP 515</a>
 */
public record AotTraining(Launcher launcher, Path folder, Duration time) {

  private static final int CONNECTIONS = 8;

  /**
   * Trains a server with deliveries for InsertJob.
   *
   * @param cache the file to create; its path is the same for the JVM and for this program
   * @throws IllegalStateException if the JVM did not create it
   */
  public void train(JvmProgram server, Path cache) throws IOException, InterruptedException {
    Files.deleteIfExists(cache);
    run(server.recording(cache));
    requireCache(server, cache, folder);
  }

  /** Runs a server under load, and stops it. */
  public void run(JvmProgram server) throws IOException, InterruptedException {
    try (RunningServer started = launcher.start(server, folder);
        LoadProcess load = LoadProcess.http(started.url(), CONNECTIONS)) {
      load.run(time);
    }
  }

  /**
   * Checks that a program, which has ended, created its cache.
   *
   * @param folder of its output
   * @throws IllegalStateException if it did not
   */
  public static void requireCache(JvmProgram program, Path cache, Path folder) {
    if (!Files.exists(cache)) {
      throw new IllegalStateException(
          "The JVM made no AOT cache. Its output is in " + folder.resolve(program.name() + ".log"));
    }
  }
}
