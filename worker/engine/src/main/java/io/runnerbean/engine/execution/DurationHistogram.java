package io.runnerbean.engine.execution;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts durations: less than 1 ms, 2 ms, 4 ms, and so on; the last place counts all longer ones.
 */
final class DurationHistogram {

  /** The last but one is 2^30 ms, about twelve days. */
  private static final int PLACES = 32;

  private final AtomicLongArray counts = new AtomicLongArray(PLACES);

  void add(Duration time) {
    long millis = Math.max(0, time.toMillis());
    int place = Math.min(PLACES - 1, Long.SIZE - Long.numberOfLeadingZeros(millis));
    counts.incrementAndGet(place);
  }

  void add(DurationHistogram other) {
    for (int place = 0; place < PLACES; place++) {
      counts.addAndGet(place, other.counts.get(place));
    }
  }

  /** The time that this share of the durations is below, in whole places; zero: none is counted. */
  Duration quantile(double share) {
    long all = IntStream.range(0, PLACES).mapToLong(counts::get).sum();
    long below = 0;
    for (int place = 0; place < PLACES; place++) {
      below += counts.get(place);
      if (below > 0 && below >= all * share) {
        return Duration.ofMillis(1L << place);
      }
    }
    return Duration.ZERO;
  }

  /** As PostgreSQL writes an array. */
  @Override
  public String toString() {
    return IntStream.range(0, PLACES)
        .mapToObj(place -> String.valueOf(counts.get(place)))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
