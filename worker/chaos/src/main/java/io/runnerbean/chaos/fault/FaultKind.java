package io.runnerbean.chaos.fault;

import java.util.Locale;

/** A fault that lasts for a while. */
public enum FaultKind {
  DATABASE_STOPPED,
  DATABASE_KILLED,
  CONNECTIONS_CUT,
  DATABASE_SILENT,
  DATABASE_READ_ONLY,
  DISK_FULL,
  QUEUE_CUT_OFF,
  QUEUE_SILENT,
  WORKERS_QUEUE_SILENT,
  ANSWERS_LOST,
  PACKETS_LOST,
  POOL_EXHAUSTED,
  TRANSACTION_LEFT_IDLE;

  /** Its name in logs. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
