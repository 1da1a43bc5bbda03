package io.runnerbean.chaos.audit;

import io.runnerbean.chaos.job.WorkLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A worker that was killed.
 *
 * @param workLog the file of the work that it began and ended
 */
public record KilledWorker(Path workLog, Instant at) {

  /**
   * The recovery time of each run that it held.
   *
   * @param ends the time when each business key ended
   */
  Stream<Duration> recoveries(Map<String, Instant> ends) throws IOException {
    return held().stream()
        .map(ends::get)
        .filter(Objects::nonNull)
        .filter(end -> end.isAfter(at))
        .map(end -> Duration.between(at, end));
  }

  private Set<String> held() throws IOException {
    Set<String> held = new LinkedHashSet<>();
    if (Files.exists(workLog)) {
      for (String line : Files.readAllLines(workLog)) {
        String key = line.substring(1);
        boolean _ = line.charAt(0) == WorkLog.BEGIN ? held.add(key) : held.remove(key);
      }
    }
    return held;
  }
}
