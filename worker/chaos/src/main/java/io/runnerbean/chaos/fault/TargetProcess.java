package io.runnerbean.chaos.fault;

import java.util.Locale;

/** Who may be killed. Two instances, as Beanstalk has them: a worker, and a daemon beside it. */
public enum TargetProcess {
  FIRST_WORKER,
  FIRST_DAEMON,
  SECOND_WORKER,
  SECOND_DAEMON;

  /** For people. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether jobs run in it. */
  public boolean isWorker() {
    return this == FIRST_WORKER || this == SECOND_WORKER;
  }
}
