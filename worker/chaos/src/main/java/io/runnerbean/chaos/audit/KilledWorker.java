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
 * @param workLog what it had begun and ended
 */
public record KilledWorker(Path workLog, Instant at) {

  /**
   * How long each piece of work took to end that it had in hand.
   *
   * @param ends when each piece of work ended
   */
  Stream<Duration> recoveries(Map<String, Instant> ends) throws IOException {
    return inHand().stream()
        .map(ends::get)
        .filter(Objects::nonNull)
        .filter(end -> end.isAfter(at))
        .map(end -> Duration.between(at, end));
  }

  private Set<String> inHand() throws IOException {
    Set<String> inHand = new LinkedHashSet<>();
    if (Files.exists(workLog)) {
      for (String line : Files.readAllLines(workLog)) {
        String key = line.substring(1);
        boolean _ = line.charAt(0) == WorkLog.BEGIN ? inHand.add(key) : inHand.remove(key);
      }
    }
    return inHand;
  }
}
