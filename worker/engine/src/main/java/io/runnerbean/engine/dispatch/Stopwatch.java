package io.runnerbean.engine.dispatch;

import java.time.Duration;

/** Tells how long something takes, whatever is done to the clock meanwhile. */
record Stopwatch(long began) {

  static Stopwatch started() {
    return new Stopwatch(System.nanoTime());
  }

  Duration time() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
