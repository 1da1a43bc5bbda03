package io.runnerbean.engine.dispatch;

import java.util.UUID;

/**
 * Names a run.
 *
 * @param jobType the job's canonical name, whatever the message called it
 */
public record RunId(UUID runId, String jobType) {}
