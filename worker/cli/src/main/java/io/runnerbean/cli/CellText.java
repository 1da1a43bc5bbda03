package io.runnerbean.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Formats the cells of a table. */
final class CellText {

  /** The longest text of a cell, in characters. */
  private static final int WIDTH = 60;

  private CellText() {}

  static String line(@Nullable String text) {
    String one = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
    return one.length() <= WIDTH ? one : one.substring(0, WIDTH - 1) + "…";
  }

  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
