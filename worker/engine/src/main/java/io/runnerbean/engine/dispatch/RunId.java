package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.RunFacts;
import java.util.UUID;

/**
 * Names a run.
 *
 * @param jobType the job's canonical name, whatever the message called it
 */
public record RunId(UUID runId, String jobType) {

  static RunId of(RunFacts run) {
    return new RunId(run.runId(), run.jobType());
  }
}
