package io.runnerbean.chaos.load;

import java.util.SplittableRandom;

/** What is sent, and how it may end. */
public enum JobKind {
  DIRECT(40, 400, Ending.DONE, 1),
  FLAKY(12, 200, Ending.DONE, 1),
  SHARED(20, 30, Ending.DONE, 1),
  LONG(10, 700, Ending.DONE, 3),
  CANCELLED(8, 600, Ending.DONE_OR_CANCELLED, 1),
  FAILING(6, 100, Ending.DEAD, 0),
  MALFORMED(4, 1, Ending.DEAD, 0),
  /** Not sent, but started by a schedule. */
  TICK(0, 1, Ending.DONE, 1);

  private static final int HUNDRED = 100;

  private final int share;
  private final int longest;
  private final Ending ending;
  private final int effects;

  JobKind(int share, int longest, Ending ending, int effects) {
    this.share = share;
    this.longest = longest;
    this.ending = ending;
    this.effects = effects;
  }

  private enum Ending {
    DONE,
    DONE_OR_CANCELLED,
    DEAD
  }

  /** Any, as often as it is to be sent. */
  static JobKind any(SplittableRandom random) {
    int at = random.nextInt(HUNDRED);
    for (JobKind kind : values()) {
      at -= kind.share;
      if (at < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the shares do not make a hundred");
  }

  /** Its part of a business key. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** How many rows it leaves when it has ended so; -1: it may not end so. */
  public int effects(String state) {
    return switch (ending) {
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

  /** The message, for work of random length. */
  String body(String key, SplittableRandom random) {
    String type = name().charAt(0) + word().substring(1);
    return this == MALFORMED
        ? "no JSON, but " + key
        : "{\"job_type\":\"%s\",\"key\":\"%s\",\"millis\":%d}"
            .formatted(type, key, random.nextInt(longest));
  }
}
