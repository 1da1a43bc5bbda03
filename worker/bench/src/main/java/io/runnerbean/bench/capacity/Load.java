package io.runnerbean.bench.capacity;

import java.util.List;

/**
 * Jobs that come.
 *
 * @param average a second, over a month
 * @param peak a second, in the busiest hour
 */
record Load(String name, double average, double peak) {

  private static final double MINUTE = 60;
  private static final double DAY = 86_400;

  /** A day's load comes unevenly: so much more than the average in its busiest hour. */
  private static final int UNEVEN = 3;

  static List<Load> all() {
    return List.of(
        new Load("100 thousand a minute", 1e5 / MINUTE, 1e5 / MINUTE),
        new Load("1 million a minute", 1e6 / MINUTE, 1e6 / MINUTE),
        new Load("100 million a day, three times as many at noon", 1e8 / DAY, UNEVEN * 1e8 / DAY));
  }
}
