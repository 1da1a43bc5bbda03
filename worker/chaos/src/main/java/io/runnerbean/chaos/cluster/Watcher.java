package io.runnerbean.chaos.cluster;

import io.runnerbean.chaos.fault.TargetProcess;

/** Learns of starts of processes. */
public interface Watcher {

  /** The process was started; the first start has the number 1. */
  void started(TargetProcess target, int start);

  /** The process is ready. */
  void ready(TargetProcess target, int start);
}
