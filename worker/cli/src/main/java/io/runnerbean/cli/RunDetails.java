package io.runnerbean.cli;

import io.runnerbean.engine.admin.RunQueries;
import io.runnerbean.engine.admin.RunView;
import io.runnerbean.engine.store.FailedAttempt;
import java.util.List;

/** A run, its failed attempts, and the data kept with it. */
record RunDetails(RunView run, List<FailedAttempt> failedAttempts, RunQueries.Kept kept) {}
