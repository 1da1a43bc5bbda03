package io.runnerbean.engine.store;

import java.util.regex.Pattern;

/** Text that PostgreSQL can store. Some of what is stored comes from a message or an exception. */
public final class PostgresText {

  /** Enough for any reason, and too little to bloat a table. */
  static final int LONGEST = 4000;

  /** NUL, which PostgreSQL refuses, and half of a surrogate pair, which the driver would change. */
  private static final Pattern NOT_STORABLE = Pattern.compile("[\\x00\\x{d800}-\\x{dfff}]");

  private static final String REPLACEMENT = "\uFFFD";

  private PostgresText() {}

  /** With what cannot be stored replaced by U+FFFD. */
  public static String of(String text) {
    return NOT_STORABLE.matcher(text).replaceAll(REPLACEMENT);
  }

  /** The same, of at most 4,000 characters. */
  public static String shortened(String text) {
    return of(text.substring(0, Math.min(text.length(), LONGEST)));
  }
}
