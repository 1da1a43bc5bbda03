package io.runnerbean.engine.ledger;

/** What people are told, in a form that PostgreSQL stores: some of it may come from a message. */
final class StorableText {

  /** Enough for any reason, and too little to bloat history. */
  static final int LONGEST = 4000;

  private static final char NO_NUL = '\uFFFD';

  private StorableText() {}

  static String of(String text) {
    return whole(text.substring(0, Math.min(text.length(), LONGEST)));
  }

  /** One that is short already. */
  static String whole(String text) {
    return text.replace('\0', NO_NUL);
  }
}
