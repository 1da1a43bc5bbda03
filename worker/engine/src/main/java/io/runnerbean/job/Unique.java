package io.runnerbean.job;

import java.time.Duration;
import java.util.function.Function;

/**
 * Which runs of a job type are the same work, so that one of them is enough. Every run of a type
 * that has such a rule is queued first.
 *
 * @param key makes the unique key of a payload, 1 to 500 characters; payloads of the same work have
 *     the same key
 * @param during how long a run holds its key
 * @param time for {@link During#PERIOD}: how long
 * @param mode what happens to a new run whose key is taken
 * @param quiet for {@link Mode#DEBOUNCE}: how long a run waits for another to replace it
 */
public record Unique<P extends Record>(
    Function<P, String> key, During during, Duration time, Mode mode, Duration quiet) {

  public Unique {
    if (during == During.PERIOD && !time.isPositive()) {
      throw new IllegalArgumentException("time must be positive, was " + time);
    }
    if (mode == Mode.DEBOUNCE && !quiet.isPositive()) {
      throw new IllegalArgumentException("quiet must be positive, was " + quiet);
    }
  }

  /** How long a run holds its key. */
  public enum During {
    /** Until its first attempt begins. */
    QUEUED,
    /** Until it has ended. */
    RUNNING,
    /** For a time after it was queued, whatever happens to it. */
    PERIOD
  }

  /** What happens to a new run whose key is taken. */
  public enum Mode {
    /** It is discarded. */
    IGNORE,
    /**
     * It replaces the other run, which is cancelled. If the other runs already, the new one is
     * discarded.
     */
    REPLACE,
    /** As REPLACE, but each run first waits for a time, so that only the last of many is run. */
    DEBOUNCE
  }

  /** Ignores a new run while another one with its key waits for its first attempt. */
  public static <P extends Record> Unique<P> whileQueued(Function<P, String> key) {
    return new Unique<>(key, During.QUEUED, Duration.ZERO, Mode.IGNORE, Duration.ZERO);
  }

  /** Ignores a new run while another one with its key waits or runs. */
  public static <P extends Record> Unique<P> whileRunning(Function<P, String> key) {
    return new Unique<>(key, During.RUNNING, Duration.ZERO, Mode.IGNORE, Duration.ZERO);
  }

  /** Ignores a new run for this time after another one with its key was queued. */
  public static <P extends Record> Unique<P> within(Duration time, Function<P, String> key) {
    return new Unique<>(key, During.PERIOD, time, Mode.IGNORE, Duration.ZERO);
  }

  /** A new run replaces one that waits. */
  public Unique<P> replacing() {
    return new Unique<>(key, during, time, Mode.REPLACE, Duration.ZERO);
  }

  /** Each run first waits for this time. A new one with its key replaces it and waits as long. */
  public Unique<P> debouncing(Duration wait) {
    return new Unique<>(key, during, time, Mode.DEBOUNCE, wait);
  }
}
