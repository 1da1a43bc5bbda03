package io.runnerbean.bench;

import java.util.stream.DoubleStream;

/** The median of several values. */
final class Median {

  private Median() {}

  /**
   * Returns the median of at least one value. It is the mean of the two middle values if their
   * number is even.
   */
  static double of(double... values) {
    return of(DoubleStream.of(values));
  }

  static double of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
