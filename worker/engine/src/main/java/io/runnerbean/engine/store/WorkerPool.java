package io.runnerbean.engine.store;

import java.util.Locale;

/** The two pools of threads in which a worker runs what is queued. */
public enum WorkerPool {
  QUEUE,
  /** For long-running jobs, which would keep the others waiting. */
  LONG_RUNNING;

  /** As the table {@code idle_worker} has it, and in names of threads. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
