package io.runnerbean.engine.ledger;

import java.time.Duration;

/**
 * A run that a job is at work on.
 *
 * @param age since when its attempt runs
 */
public record WorkerRun(RunFacts facts, Duration age) {}
