package io.runnerbean.engine.model;

/**
 * All that is committed of a message, and whether SQS has it.
 *
 * @param rows how often the job's writes are committed
 * @param attempt the latest, from 1; 0: none yet
 * @param robbed an attempt was counted as failed though its worker held the lease
 */
record Fate(
    boolean inQueue,
    boolean receipt,
    Custody custody,
    int attempt,
    int rows,
    boolean dead,
    boolean robbed) {

  static Fate sent() {
    return new Fate(true, false, new Custody.None(), 0, 0, false, false);
  }

  boolean hasEnded() {
    return rows > 0 || dead;
  }

  Fate deleted() {
    return new Fate(false, receipt, custody, attempt, rows, dead, robbed);
  }

  Fate received() {
    return new Fate(inQueue, true, custody, attempt, rows, dead, robbed);
  }

  Fate in(Custody other, int nth) {
    return new Fate(inQueue, receipt, other, nth, rows, dead, robbed);
  }

  Fate written() {
    return new Fate(inQueue, receipt, new Custody.None(), attempt, rows + 1, dead, robbed);
  }

  Fate died() {
    return new Fate(inQueue, receipt, new Custody.None(), attempt, rows, true, robbed);
  }

  Fate wronged() {
    return new Fate(inQueue, receipt, custody, attempt, rows, dead, true);
  }
}
