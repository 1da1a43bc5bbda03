package io.runnerbean.engine.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The job types that share no transaction for a while, because a shared one was rolled back. The
 * while is short at first, since any job may fail or be slow once, such as in a JVM that has just
 * started. It doubles with each further one, until one is committed.
 */
final class SharingPauses {

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
  private final Clock clock;

  SharingPauses(Clock clock) {
    this.clock = clock;
  }

  private record Pause(Instant end, Duration length) {

    private Pause next(Instant now) {
      Duration twice = length.multipliedBy(2);
      Duration bounded = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
      return new Pause(now.plus(bounded), bounded);
    }
  }

  boolean isPaused(String type) {
    Pause pause = pauses.get(type);
    return pause != null && pause.end().isAfter(clock.instant());
  }

  /** A shared transaction was rolled back. */
  void begin(String type) {
    Instant now = clock.instant();
    pauses.merge(type, new Pause(now.plus(SHORTEST), SHORTEST), (last, _) -> last.next(now));
  }

  /** A shared transaction was committed. */
  void end(String type) {
    pauses.remove(type);
  }
}
