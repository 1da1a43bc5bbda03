package io.runnerbean.engine.store;

/** Text that PostgreSQL can store. Some of what is stored comes from a message or an exception. */
public final class PostgresText {

  /** Enough for any reason, and too little to bloat a table. */
  static final int LONGEST = 4000;

  private static final char REPLACEMENT = '\uFFFD';

  private PostgresText() {}

  /** With NUL, which PostgreSQL refuses, replaced. */
  public static String of(String text) {
    return text.replace('\0', REPLACEMENT);
  }

  /** The same, of at most 4,000 characters. */
  public static String shortened(String text) {
    return of(text.substring(0, Math.min(text.length(), LONGEST)));
  }
}
