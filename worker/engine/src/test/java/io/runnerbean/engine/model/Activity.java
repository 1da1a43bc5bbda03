package io.runnerbean.engine.model;

/** What a worker does. It has one thread, and several of them can be thought of as one worker. */
sealed interface Activity {

  record Idle() implements Activity {}

  /** It was handed a message again, and has yet to ask. */
  record Redelivered(int message) implements Activity {}

  /**
   * The job runs. Nothing of it is committed.
   *
   * @param asked it holds the lock of those that ask
   */
  record Working(int message, boolean asked) implements Activity {}

  /** The job failed and is rolled back; nothing is recorded yet. */
  record RolledBack(int message) implements Activity {}

  /** What is to be answered with 200 is committed. */
  record Answering(int message) implements Activity {}

  /**
   * The job of a claimed run runs.
   *
   * @param holds the lease that it began with is still the latest
   */
  record Attempt(int message, boolean holds) implements Activity {}

  /**
   * The jobs of both runs run in one transaction.
   *
   * @param holdsFirst the lease of the first message's run is still the latest
   */
  record Batch(boolean holdsFirst, boolean holdsSecond) implements Activity {

    boolean holds(int message) {
      return message == 0 ? holdsFirst : holdsSecond;
    }
  }

  /**
   * The run of another worker is taken over; its failure is not recorded yet.
   *
   * @param holds likewise
   */
  record TakenOver(int message, boolean holds) implements Activity {}
}
