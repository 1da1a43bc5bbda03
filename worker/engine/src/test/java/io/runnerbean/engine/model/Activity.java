package io.runnerbean.engine.model;

/**
 * The activity of a worker. It has one thread, so several of them model a worker with several
 * threads.
 */
sealed interface Activity {

  record Idle() implements Activity {}

  /** It has received a message again but has not asked yet. */
  record Redelivered(int message) implements Activity {}

  /**
   * The job runs. Nothing is committed yet.
   *
   * @param asked it has asked about earlier deliveries and holds the try-lock
   */
  record Working(int message, boolean asked) implements Activity {}

  /** The jobs of both messages run in one transaction. */
  record Sharing() implements Activity {}

  /** Both are committed, but 200 is not answered to either. */
  record AnsweringBoth() implements Activity {}

  /** The job failed and is rolled back, but nothing is recorded yet. */
  record RolledBack(int message) implements Activity {}

  /** Everything is committed, but 200 is not answered yet. */
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
   * The run of another worker is taken over, but its failure is not recorded yet.
   *
   * @param holds the lease that it took over with is still the latest
   */
  record TakenOver(int message, boolean holds) implements Activity {}
}
