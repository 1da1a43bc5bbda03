package io.runnerbean.cli;

import io.runnerbean.engine.ledger.FailedAttempt;
import io.runnerbean.engine.ledger.RunRow;
import io.runnerbean.engine.ledger.Runs;
import java.util.List;

/** All that the ledger knows of a run. */
record RunStory(RunRow run, List<FailedAttempt> failedAttempts, Runs.Kept kept) {}
