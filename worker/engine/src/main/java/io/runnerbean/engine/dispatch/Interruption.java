package io.runnerbean.engine.dispatch;

/** Why a job that runs is made to give up. */
enum Interruption {
  TIMEOUT,
  STOP,
  CANCEL,
  LEASE_LOST
}
