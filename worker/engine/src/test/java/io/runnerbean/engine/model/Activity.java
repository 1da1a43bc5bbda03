package io.runnerbean.engine.model;

/** What a worker is at. It has one thread, and any number of them can be thought of as workers. */
sealed interface Activity {

  record Idle() implements Activity {}

  /** It has been handed a message. */
  record Delivered(int message) implements Activity {}

  /** It waits in PostgreSQL until another transaction ends. */
  record Waiting(int message) implements Activity {}

  /** The job runs, in the transaction that holds the message's lock and receipt. */
  record Working(int message) implements Activity {}

  /** The job failed and is rolled back; nothing is recorded yet. */
  record RolledBack(int message) implements Activity {}

  /** What is to be answered with 200 is committed. */
  record Answering(int message) implements Activity {}

  /**
   * The job of a run in custody is at work.
   *
   * @param holds the lease that it was begun with is still the latest
   */
  record Attempt(int message, boolean holds) implements Activity {}

  /**
   * The run of another worker is taken over; that its attempt failed is not recorded yet.
   *
   * @param holds likewise
   */
  record TakenOver(int message, boolean holds) implements Activity {}
}
