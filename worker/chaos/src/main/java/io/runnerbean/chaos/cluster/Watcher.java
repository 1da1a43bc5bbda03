package io.runnerbean.chaos.cluster;

import io.runnerbean.chaos.fault.TargetProcess;

/** Is told what becomes of processes. */
public interface Watcher {

  /** It was started, for the so manieth time. */
  void started(TargetProcess target, int start);

  /** It works. */
  void ready(TargetProcess target, int start);
}
