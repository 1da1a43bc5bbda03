package io.runnerbean.engine.store;

/**
 * The progress of a job, as the job reports it.
 *
 * @param total how much there is to do in all; 0: not known
 * @param note for the operator, cut to 200 characters
 */
public record Progress(long done, long total, String note) {

  private static final int LONGEST = 200;

  public Progress {
    note = note.length() <= LONGEST ? note : note.substring(0, LONGEST - 1) + "…";
    note = PostgresText.of(note);
  }
}
