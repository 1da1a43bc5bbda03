package io.runnerbean.bench.launch;

import io.runnerbean.bench.load.LoadProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Lets a server work for a while, and the JVM write down for its next starts what it loaded, how it
 * linked it, and what was hot.
 *
 * @param folder for what is printed and written
 * @param time how long it works
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 * @see <a href="https://openjdk.org/jeps/515">JEP 515</a>
 */
public record AotTraining(Launcher launcher, Path folder, Duration time) {

  private static final int CONNECTIONS = 8;

  /**
   * Trains for InsertJob.
   *
   * @param cache the file to make, as both the JVM and this program see it
   * @throws IllegalStateException if none came of it
   */
  public void train(JvmProgram server, Path cache) throws IOException, InterruptedException {
    try (RunningServer started =
            launcher.start(server.with("-XX:AOTCacheOutput=" + cache), folder);
        LoadProcess load = LoadProcess.http(started.url(), CONNECTIONS)) {
      load.run(time);
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException(
          "No AOT cache was made; why is in " + folder.resolve(server.name() + ".log"));
    }
  }
}
