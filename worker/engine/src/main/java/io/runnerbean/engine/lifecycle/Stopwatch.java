package io.runnerbean.engine.lifecycle;

import java.time.Duration;

/** Measures elapsed time, which changes of the clock do not affect. */
public record Stopwatch(long began) {

  public static Stopwatch started() {
    return new Stopwatch(System.nanoTime());
  }

  public Duration time() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
