package io.runnerbean.chaos.load;

import java.util.Locale;
import java.util.SplittableRandom;

/** A kind of job, its share of all messages, and the state in which it must end. */
public enum JobKind {
  DIRECT(28, 400, ExpectedState.DONE, 1),
  /** Several are sent at once. */
  TOGETHER(6, 30, ExpectedState.DONE, 1),
  FLAKY(12, 200, ExpectedState.DONE, 1),
  SHARED(20, 30, ExpectedState.DONE, 1),
  LONG(10, 700, ExpectedState.DONE, 3),
  CANCELLED(8, 600, ExpectedState.DONE_OR_CANCELLED, 1),
  FAILING(6, 100, ExpectedState.DEAD, 0),
  MISLEADING(6, 100, ExpectedState.DEAD, 0),
  MALFORMED(4, 1, ExpectedState.DEAD, 0),
  /** Only these are sent to the FIFO queue. */
  ORDERED(0, 50, ExpectedState.DONE, 1),
  /** A schedule of the daemon sends it. */
  TICK(0, 1, ExpectedState.DONE, 1);

  private static final int HUNDRED = 100;

  private final int share;
  private final int longest;
  private final ExpectedState expected;
  private final int effects;

  JobKind(int share, int longest, ExpectedState expected, int effects) {
    this.share = share;
    this.longest = longest;
    this.expected = expected;
    this.effects = effects;
  }

  private enum ExpectedState {
    DONE,
    DONE_OR_CANCELLED,
    DEAD
  }

  /** A random kind, weighted by its share. */
  static JobKind any(SplittableRandom random) {
    int at = random.nextInt(HUNDRED);
    for (JobKind kind : values()) {
      at -= kind.share;
      if (at < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the shares must add up to 100");
  }

  /** The first part of its business keys. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number of effects in this final state; -1 if the state is wrong. */
  public int effects(String state) {
    return switch (expected) {
      case DONE -> state.equals("succeeded") ? effects : -1;
      case DEAD -> state.equals("dead") ? effects : -1;
      case DONE_OR_CANCELLED ->
          switch (state) {
            case "succeeded" -> effects;
            case "cancelled" -> 0;
            default -> -1;
          };
    };
  }

  /** The body of a message, with a random duration. */
  String body(String key, SplittableRandom random) {
    String type = name().charAt(0) + word().substring(1);
    return this == MALFORMED
        ? "no JSON, but " + key
        : "{\"job_type\":\"%s\",\"key\":\"%s\",\"millis\":%d}"
            .formatted(type, key, random.nextInt(longest));
  }
}
