package io.runnerbean.engine.ledger;

/**
 * How far a job is, as it tells.
 *
 * @param total 0: nobody knows
 */
public record Progress(long done, long total, String note) {

  private static final int MOST = 200;

  public Progress {
    note = note.length() <= MOST ? note : note.substring(0, MOST - 1) + "…";
    note = StorableText.of(note);
  }
}
