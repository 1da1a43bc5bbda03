package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.RunRecord;
import java.util.UUID;

/**
 * Names a run.
 *
 * @param jobType the job's canonical name, whatever the message calls it
 */
public record RunId(UUID id, String jobType) {

  public static RunId of(RunRecord run) {
    return new RunId(run.id(), run.jobType());
  }
}
