package io.runnerbean.chaos.fault;

import java.util.Locale;

/**
 * A process that is killed: two instances, each a worker with a daemon, as on Elastic Beanstalk.
 */
public enum TargetProcess {
  FIRST_WORKER,
  FIRST_DAEMON,
  SECOND_WORKER,
  SECOND_DAEMON;

  /** Its name in logs. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether it runs jobs. */
  public boolean isWorker() {
    return this == FIRST_WORKER || this == SECOND_WORKER;
  }
}
