package io.runnerbean.engine.store;

import java.util.Collection;

/**
 * The run was claimed by another worker, or has ended: what this attempt did must not be committed.
 */
public final class LostLeaseException extends Exception {

  private static final long serialVersionUID = 1;

  LostLeaseException(ClaimedRun run) {
    super("lease %d of run %s is no longer valid".formatted(run.lease(), run.run().id()));
  }

  LostLeaseException(Collection<FinishedRun> runs, int finished) {
    super("only %d of %d leases are still valid".formatted(finished, runs.size()));
  }
}
