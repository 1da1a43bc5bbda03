package io.runnerbean.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Formats the cells of a table. */
final class CellText {

  /** The maximum length of a cell, in characters. */
  private static final int MAX_LENGTH = 60;

  private CellText() {}

  static String line(@Nullable String text) {
    String one = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
    return one.length() <= MAX_LENGTH ? one : one.substring(0, MAX_LENGTH - 1) + "…";
  }

  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
