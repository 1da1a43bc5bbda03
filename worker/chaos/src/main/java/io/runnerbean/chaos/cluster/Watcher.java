package io.runnerbean.chaos.cluster;

import io.runnerbean.chaos.fault.TargetProcess;

/** Is notified when a process starts and when it is ready. */
public interface Watcher {

  /** The process was started; the first start has the number 1. */
  void started(TargetProcess target, int start);

  /** The process is ready. */
  void ready(TargetProcess target, int start);
}
