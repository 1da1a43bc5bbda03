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

/** The schedules of dev mode's daemon. */
final class DevSchedules {

  private static final String BUILT_IN = "cron.yaml";

  private DevSchedules() {}

  /** Reads this file, or dev mode's own if it is null. */
  static List<Schedule> read(@Nullable Path file) throws IOException {
    return file == null ? builtIn() : CronFile.read(file);
  }

  private static List<Schedule> builtIn() throws IOException {
    try (Reader text =
        new InputStreamReader(
            Objects.requireNonNull(DevSchedules.class.getResourceAsStream(BUILT_IN)),
            StandardCharsets.UTF_8)) {
      return CronFile.read("dev mode's " + BUILT_IN, text);
    }
  }
}
