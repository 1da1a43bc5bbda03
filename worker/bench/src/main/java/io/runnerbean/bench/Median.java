package io.runnerbean.bench;

import java.util.stream.DoubleStream;

/** The middle one. */
final class Median {

  private Median() {}

  /** Of at least one value; of an even number of them, the mean of the two in the middle. */
  static double of(double... values) {
    return of(DoubleStream.of(values));
  }

  /** The same. */
  static double of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
