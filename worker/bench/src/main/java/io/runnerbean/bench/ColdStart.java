package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.bench.load.LoadResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process does from its start until it is warm.
 *
 * @param intervals of about a second each, one after the other; empty if it was not measured
 */
record ColdStart(List<Interval> intervals) {

  /** The first seconds of a process: after a deploy, customers wait for them. */
  static final Duration EARLY = Duration.ofSeconds(20);

  static final ColdStart NOT_MEASURED = new ColdStart(List.of());

  private static final Duration LENGTH = Duration.ofSeconds(1);
  private static final double FULL_SPEED = 0.9;

  /**
   * @param begin the age of the process when the interval began
   * @param end its age when the last job of the interval was done
   */
  record Interval(Duration begin, Duration end, LoadResult result) {}

  /** Posts from now on, until the process has this age. An interval ends at {@link #EARLY}. */
  static ColdStart measure(LoadProcess load, Instant startedAt, Duration until) throws IOException {
    List<Interval> intervals = new ArrayList<>();
    Duration begin = age(startedAt);
    while (begin.compareTo(until) < 0) {
      Duration boundary = begin.compareTo(EARLY) < 0 ? EARLY : until;
      LoadResult result = load.run(shorter(LENGTH, boundary.minus(begin)));
      Duration end = age(startedAt);
      intervals.add(new Interval(begin, end, result));
      begin = end;
    }
    return new ColdStart(intervals);
  }

  /** The age of the process when its first job was done, in seconds. */
  double firstJobSeconds() {
    Interval first = intervals.getFirst();
    return seconds(first.begin().plusNanos(first.result().first()));
  }

  /**
   * The jobs of the first seconds. The last interval of them ends with the answers it waits for.
   */
  long earlyJobs() {
    return intervals.stream()
        .filter(interval -> interval.begin().compareTo(EARLY) < 0)
        .mapToLong(interval -> interval.result().jobs())
        .sum();
  }

  long jobs() {
    return intervals.stream().mapToLong(interval -> interval.result().jobs()).sum();
  }

  /**
   * The age of the process, in seconds, at the end of the first interval with nine tenths of this
   * rate; the whole time that was measured, if there is none.
   */
  double fullSpeedSeconds(double rate) {
    return seconds(
        intervals.stream()
            .filter(interval -> interval.result().jobsPerSecond() >= FULL_SPEED * rate)
            .findFirst()
            .orElseGet(intervals::getLast)
            .end());
  }

  private static Duration age(Instant startedAt) {
    return Duration.between(startedAt, Instant.now());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
