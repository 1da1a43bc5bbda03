package io.runnerbean.engine.execution;

/** Why a running job is interrupted. */
enum InterruptReason {
  TIMEOUT,
  WORKER_STOPS,
  CANCELLED,
  LEASE_LOST
}
