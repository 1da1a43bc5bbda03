package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.message.TimeOrderedIds;
import java.util.UUID;

/**
 * Names a run.
 *
 * @param jobType the job's canonical name, whatever the message called it
 */
public record RunId(UUID runId, String jobType) {

  static RunId next(String jobType) {
    return new RunId(TimeOrderedIds.next(), jobType);
  }
}
