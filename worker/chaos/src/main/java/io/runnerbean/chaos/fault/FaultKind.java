package io.runnerbean.chaos.fault;

import java.util.Locale;

/** What may go wrong for a while. */
public enum FaultKind {
  DATABASE_STOPPED,
  DATABASE_KILLED,
  CONNECTIONS_CUT,
  DATABASE_READ_ONLY,
  DISK_FULL,
  QUEUE_CUT_OFF,
  ANSWERS_LOST,
  POOL_EXHAUSTED,
  TRANSACTION_LEFT_IDLE;

  /** For people. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
