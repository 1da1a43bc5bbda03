package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.RunFacts;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * One try at a run.
 *
 * @param timeout how long it may take
 * @param log of the job's class
 */
record Attempt(RunFacts facts, Claim claim, Retries retries, Duration timeout, Logger log) {

  RunId id() {
    return new RunId(facts.runId(), facts.jobType());
  }
}
