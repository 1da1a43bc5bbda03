package io.runnerbean.engine.model;

/**
 * The committed state of a message. It says whether SQS has the message.
 *
 * @param attempt the number of the latest attempt of the queued run, starting at 1; 0 before the
 *     first
 * @param effects how often the job's writes are committed
 * @param falselyLost an attempt was counted as failed although its worker had a valid lease
 */
record MessageState(
    boolean inSqs,
    RunRow run,
    QueueRow queue,
    int attempt,
    int effects,
    boolean dead,
    boolean falselyLost) {

  static MessageState sent() {
    return new MessageState(true, RunRow.NONE, new QueueRow.None(), 0, 0, false, false);
  }

  boolean hasEnded() {
    return effects > 0 || dead;
  }

  MessageState deleted() {
    return new MessageState(false, run, queue, attempt, effects, dead, falselyLost);
  }

  MessageState queued(QueueRow row, int latest) {
    return new MessageState(inSqs, RunRow.QUEUED, row, latest, effects, dead, falselyLost);
  }

  MessageState succeeded() {
    return new MessageState(
        inSqs, RunRow.ENDED, new QueueRow.None(), attempt, effects + 1, dead, falselyLost);
  }

  MessageState died() {
    return new MessageState(
        inSqs, RunRow.ENDED, new QueueRow.None(), attempt, effects, true, falselyLost);
  }

  MessageState lostFalsely() {
    return new MessageState(inSqs, run, queue, attempt, effects, dead, true);
  }
}
