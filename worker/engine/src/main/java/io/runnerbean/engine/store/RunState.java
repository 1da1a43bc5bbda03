package io.runnerbean.engine.store;

import java.util.Locale;

/** The state of a run, as the table {@code run} has it. */
public enum RunState {
  /** It waits in the job queue, or a worker has claimed it from there. */
  QUEUED,
  SUCCEEDED,
  /** Its job has discarded it, or another run of the same unique key exists. */
  DISCARDED,
  CANCELLED,
  /** It has no attempt left, or its message is malformed. */
  DEAD;

  /** As it is stored. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
