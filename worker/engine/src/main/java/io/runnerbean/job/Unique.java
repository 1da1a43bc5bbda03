package io.runnerbean.job;

import java.time.Duration;
import java.util.function.Function;

/**
 * Which runs of a job type are the same work, so that one of them is enough. Every run of a type
 * that has such a rule is taken into custody first.
 *
 * @param key what two payloads of the same work have in common: 1 to 500 characters
 * @param during as long as what another run stands in the way of a new one
 * @param time for {@link During#PERIOD}: how long
 * @param mode what becomes of the two
 * @param quiet for {@link Mode#DEBOUNCE}: how long a run waits for another to replace it
 */
public record Unique<P extends Record>(
    Function<P, String> key, During during, Duration time, Mode mode, Duration quiet) {

  public Unique {
    if (during == During.PERIOD && !time.isPositive()) {
      throw new IllegalArgumentException("time is " + time + ": more than nothing");
    }
    if (mode == Mode.DEBOUNCE && !quiet.isPositive()) {
      throw new IllegalArgumentException("quiet is " + quiet + ": more than nothing");
    }
  }

  /** As long as what a run stands in the way of another. */
  public enum During {
    /** Until its first attempt begins. */
    QUEUED,
    /** Until it has ended. */
    RUNNING,
    /** For a time since it was taken, whatever becomes of it. */
    PERIOD
  }

  /** What becomes of a new run that another stands in the way of. */
  public enum Mode {
    /** It ends as discarded. */
    IGNORE,
    /**
     * It takes the other's place, which ends as cancelled; if the other is at work, it is ignored.
     */
    REPLACE,
    /** The same, and it waits a while, so that only the last of many is run. */
    DEBOUNCE
  }

  /** Ignores new runs until the first attempt of the one that waits. */
  public static <P extends Record> Unique<P> whileQueued(Function<P, String> key) {
    return new Unique<>(key, During.QUEUED, Duration.ZERO, Mode.IGNORE, Duration.ZERO);
  }

  /** Ignores new runs until the one that waits or runs has ended. */
  public static <P extends Record> Unique<P> whileRunning(Function<P, String> key) {
    return new Unique<>(key, During.RUNNING, Duration.ZERO, Mode.IGNORE, Duration.ZERO);
  }

  /** Ignores new runs for a time. */
  public static <P extends Record> Unique<P> within(Duration time, Function<P, String> key) {
    return new Unique<>(key, During.PERIOD, time, Mode.IGNORE, Duration.ZERO);
  }

  /** Has a new run take the place of one that waits. */
  public Unique<P> replacing() {
    return new Unique<>(key, during, time, Mode.REPLACE, Duration.ZERO);
  }

  /** Has a run wait that long, and a new one take its place and wait as long again. */
  public Unique<P> debouncing(Duration wait) {
    return new Unique<>(key, during, time, Mode.DEBOUNCE, wait);
  }
}
