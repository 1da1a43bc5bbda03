package io.runnerbean.engine.consumer;

import io.runnerbean.engine.store.ClaimedRun;
import java.util.List;

/** Runs claimed runs, then releases the leases of those that have not ended. */
record ReleasingHandler(QueuedRunExecutor executor, LeaseKeeper keeper, LeaseReleaser releaser)
    implements BatchHandler {

  @Override
  public void handle(List<ClaimedRun> runs) {
    try {
      executor.execute(runs).forEach(releaser::release);
    } finally {
      keeper.forget(runs);
    }
  }
}
