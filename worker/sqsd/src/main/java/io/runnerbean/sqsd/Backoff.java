package io.runnerbean.sqsd;

import java.time.Duration;

/** The wait after a failure: 1 s at first, then doubled for each further failure, up to 30 s. */
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next = FIRST;

  /** Returns the wait after this failure. */
  Duration current() {
    return next;
  }

  /** Returns the wait after this failure, and doubles the next one. */
  Duration advance() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return now;
  }

  void reset() {
    next = FIRST;
  }
}
