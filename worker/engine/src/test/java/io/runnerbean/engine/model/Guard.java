package io.runnerbean.engine.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A mechanism that makes a run take effect once. Without any one of them the search finds a
 * counterexample.
 */
enum Guard {
  /** The primary key of {@code run} takes one row per message. */
  ROW("row"),
  /** Of the deliveries that ask, one runs at a time. */
  TRY_LOCK("try-lock"),
  /** A statement that ends a claimed run names its lease. It does nothing if that lease is old. */
  FENCE("fence"),
  /** Only a run whose lease has expired is taken over. */
  REAPERS_WAIT("reapers-wait");

  private final String key;

  Guard(String key) {
    this.key = key;
  }

  /** Returns the guard with this key, which is used on the command line. */
  static Guard named(String key) {
    return Arrays.stream(values())
        .filter(guard -> guard.key.equals(key))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no guard %s; it must be one of %s".formatted(key, List.of(values()))));
  }

  static Set<Guard> all() {
    return EnumSet.allOf(Guard.class);
  }

  static Set<Guard> allBut(Guard dropped) {
    return EnumSet.complementOf(EnumSet.of(dropped));
  }

  @Override
  public String toString() {
    return key;
  }
}
