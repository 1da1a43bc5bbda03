package io.runnerbean.chaos.audit;

import io.runnerbean.chaos.load.JobKind;

/**
 * What became of one piece of work.
 *
 * @param sent whether SQS said that it has it
 * @param ends how many runs of it have ended
 * @param state how; empty: none has
 * @param effects how many rows its jobs left
 * @param times how often they were written
 * @param isQueued whether a run of it is still in the job queue
 */
record JobAudit(
    String key,
    JobKind kind,
    boolean sent,
    int ends,
    String state,
    int effects,
    int times,
    boolean isQueued) {

  /** It has ended once, as it may, and left what it should. */
  boolean isCommitted() {
    return ends == 1 && !isQueued && effects == due() && times == effects;
  }

  /** How often something was done that had been done. */
  int doubled() {
    return Math.max(ends - 1, 0) + (ends > 0 && isQueued ? 1 : 0) + times - effects + excess();
  }

  /** It has not ended, and something still has it. */
  boolean isStuck(boolean queueHasMessages) {
    return sent && ends == 0 && (isQueued || queueHasMessages);
  }

  /** Nothing has it, or it ended without what it was to leave. */
  boolean isLost(boolean queueHasMessages) {
    return sent && !isStuck(queueHasMessages) && (ends == 0 || due() < 0 || effects < due());
  }

  private int excess() {
    return ends == 0 || due() < 0 ? 0 : Math.max(effects - due(), 0);
  }

  private int due() {
    return kind.effects(state);
  }
}
