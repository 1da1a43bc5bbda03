package io.runnerbean.sqsd.cron;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.YamlUnicodeReader;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A {@code cron.yaml}: {@code version: 1}, and under {@code cron} a list of entries with {@code
 * name}, {@code url} and {@code schedule}. Other keys are ignored, as AWS's daemon does.
 */
public final class CronFile {

  private CronFile() {}

  /**
   * Reads a file.
   *
   * @throws InvalidCronFileException if the file has problems; names the line of each
   */
  public static List<Schedule> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidCronFileException(file.toString(), List.of("there is no such file"));
    }
    try (Reader text = new YamlUnicodeReader(Files.newInputStream(file))) {
      return read(file.toString(), text);
    }
  }

  /** Reads YAML. Error messages use {@code name} for the file. */
  public static List<Schedule> read(String name, Reader text) {
    CronEntries entries = new CronEntries();
    try {
      entries.read(root(text));
    } catch (MarkedYamlEngineException e) {
      entries.problem(e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), e.getProblem());
    } catch (YamlEngineException e) {
      entries.problem(1, String.valueOf(e.getMessage()));
    }
    if (!entries.problems().isEmpty()) {
      throw new InvalidCronFileException(name, entries.problems());
    }
    return entries.schedules();
  }

  private static Optional<Node> root(Reader text) {
    return new Compose(LoadSettings.builder().build()).composeReader(text);
  }
}
