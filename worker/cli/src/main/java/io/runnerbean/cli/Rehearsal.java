package io.runnerbean.cli;

import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.jobs.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A start without a database. The bundle's image runs it while the JVM records an AOT cache,
 * because a JVM accepts only a cache that it made itself, and an instance has no database for a
 * real training run.
 */
final class Rehearsal {

  /** Nothing connects to this address. */
  private static final Map<String, String> NOWHERE =
      Map.of(
          "RDS_HOSTNAME", "127.0.0.1",
          "RDS_DB_NAME", "rehearsal",
          "RDS_USERNAME", "rehearsal",
          "RDS_PASSWORD", "rehearsal");

  private Rehearsal() {}

  /**
   * Loads the listed classes, and sets up what needs no database.
   *
   * @param classes a file with the name of a class in each line
   * @throws IOException if the file cannot be read
   */
  static void run(Path classes) throws IOException {
    for (String name : Files.readAllLines(classes)) {
      load(name.replace('/', '.'));
    }
    Worker.rehearse(WorkerConfig.from(new SettingsReader(NOWHERE)), Jobs.catalog());
  }

  /** A class that an upgrade has removed only makes the next start slower. */
  private static void load(String name) {
    try {
      Class.forName(name, false, Rehearsal.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError _) {
      // Continues with the next one.
    }
  }
}
