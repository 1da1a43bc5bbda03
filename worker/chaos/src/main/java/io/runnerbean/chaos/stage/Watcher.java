package io.runnerbean.chaos.stage;

import io.runnerbean.chaos.fault.Victim;

/** Is told what becomes of processes. */
public interface Watcher {

  /** It was started, for the so manieth time. */
  void started(Victim victim, int start);

  /** It works. */
  void ready(Victim victim, int start);
}
