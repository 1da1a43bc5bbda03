package io.runnerbean.engine.model;

/**
 * All that is committed of a message, and whether SQS has it.
 *
 * @param attempt the number of the latest attempt of the queued run, from 1; 0: none yet
 * @param effects how often the job's writes are committed
 * @param robbed an attempt was counted as failed though its worker had a valid lease
 */
record MessageState(
    boolean inSqs,
    RunRow run,
    QueueRow queue,
    int attempt,
    int effects,
    boolean dead,
    boolean robbed) {

  static MessageState sent() {
    return new MessageState(true, RunRow.NONE, new QueueRow.None(), 0, 0, false, false);
  }

  boolean hasEnded() {
    return effects > 0 || dead;
  }

  MessageState deleted() {
    return new MessageState(false, run, queue, attempt, effects, dead, robbed);
  }

  MessageState queued(QueueRow row, int nth) {
    return new MessageState(inSqs, RunRow.QUEUED, row, nth, effects, dead, robbed);
  }

  MessageState succeeded() {
    return new MessageState(
        inSqs, RunRow.ENDED, new QueueRow.None(), attempt, effects + 1, dead, robbed);
  }

  MessageState died() {
    return new MessageState(
        inSqs, RunRow.ENDED, new QueueRow.None(), attempt, effects, true, robbed);
  }

  MessageState wronged() {
    return new MessageState(inSqs, run, queue, attempt, effects, dead, true);
  }
}
