package io.runnerbean.engine.consumer;

import io.runnerbean.engine.store.ClaimedRun;
import java.util.List;

/** Runs the claimed runs of one slot, one after the other. */
interface BatchHandler {

  void handle(List<ClaimedRun> runs);
}
