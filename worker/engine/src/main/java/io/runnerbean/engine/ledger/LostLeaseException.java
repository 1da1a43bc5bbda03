package io.runnerbean.engine.ledger;

import java.util.Collection;

/** The run was given to another worker, or is gone: what this attempt did must not be committed. */
public final class LostLeaseException extends Exception {

  private static final long serialVersionUID = 1;

  LostLeaseException(LeasedRun run) {
    super("lease %d of run %s is void".formatted(run.lease(), run.facts().runId()));
  }

  LostLeaseException(Collection<EndedRun> runs, int ended) {
    super("of %d leases only %d hold".formatted(runs.size(), ended));
  }
}
