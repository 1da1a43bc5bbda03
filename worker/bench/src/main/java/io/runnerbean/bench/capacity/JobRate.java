package io.runnerbean.bench.capacity;

import java.util.List;

/**
 * A rate of jobs.
 *
 * @param average jobs per second over a month
 * @param peak jobs per second in the busiest hour
 */
record JobRate(String name, double average, double peak) {

  private static final double MINUTE = 60;
  private static final double DAY = 86_400;

  /** The rate in the busiest hour of a day, divided by the average rate. */
  private static final int PEAK_FACTOR = 3;

  static List<JobRate> all() {
    return List.of(
        new JobRate("100 thousand a minute", 1e5 / MINUTE, 1e5 / MINUTE),
        new JobRate("1 million a minute", 1e6 / MINUTE, 1e6 / MINUTE),
        new JobRate(
            "100 million a day, three times as many at noon", 1e8 / DAY, PEAK_FACTOR * 1e8 / DAY));
  }
}
