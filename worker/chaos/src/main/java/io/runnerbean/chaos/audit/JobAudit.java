package io.runnerbean.chaos.audit;

import io.runnerbean.chaos.load.JobKind;

/**
 * The audit of one business key.
 *
 * @param sent whether SQS accepted its message
 * @param ends the number of its runs that have ended
 * @param state the final state of its run; empty if none has ended
 * @param effects the number of its effects
 * @param times how often its effects were written
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

  /** It has ended once, in an allowed state, with the right effects. */
  boolean isCommitted() {
    return ends == 1 && !isQueued && effects == expectedEffects() && times == effects;
  }

  /** The number of effects and ends beyond the first. */
  int doubled() {
    return Math.max(ends - 1, 0) + (ends > 0 && isQueued ? 1 : 0) + times - effects + excess();
  }

  /** It has not ended, and the job queue or SQS still holds it. */
  boolean isStuck(boolean queueHasMessages) {
    return sent && ends == 0 && (isQueued || queueHasMessages);
  }

  /** Nothing holds it, or it ended in a wrong state or without its effects. */
  boolean isLost(boolean queueHasMessages) {
    return sent
        && !isStuck(queueHasMessages)
        && (ends == 0 || expectedEffects() < 0 || effects < expectedEffects());
  }

  private int excess() {
    return ends == 0 || expectedEffects() < 0 ? 0 : Math.max(effects - expectedEffects(), 0);
  }

  private int expectedEffects() {
    return kind.effects(state);
  }
}
