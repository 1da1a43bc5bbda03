package io.runnerbean.dev;

import io.runnerbean.sqsd.cron.CronFile;
import io.runnerbean.sqsd.cron.Schedule;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What dev mode's daemon keeps time for. */
final class DevSchedules {

  private static final String OWN = "cron.yaml";

  private DevSchedules() {}

  /** Reads the file, or dev mode's own. */
  static List<Schedule> read(@Nullable Path file) throws IOException {
    return file == null ? own() : CronFile.read(file);
  }

  private static List<Schedule> own() throws IOException {
    try (Reader text =
        new InputStreamReader(
            Objects.requireNonNull(DevSchedules.class.getResourceAsStream(OWN)),
            StandardCharsets.UTF_8)) {
      return CronFile.read("dev mode's " + OWN, text);
    }
  }
}
