package io.runnerbean.sqsd;

import java.time.Duration;

/** Waits twice as long after each failure in a row, from one second to half a minute. */
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next = FIRST;

  Duration next() {
    return next;
  }

  /** How long to wait after this failure; the next one waits longer. */
  Duration step() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return now;
  }

  void reset() {
    next = FIRST;
  }
}
