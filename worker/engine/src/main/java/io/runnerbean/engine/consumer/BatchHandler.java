package io.runnerbean.engine.consumer;

import io.runnerbean.engine.store.ClaimedRun;
import java.util.List;

/** Runs what was claimed for one slot, one run after the other. */
interface BatchHandler {

  void handle(List<ClaimedRun> runs);
}
