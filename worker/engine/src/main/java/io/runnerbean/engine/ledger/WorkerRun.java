package io.runnerbean.engine.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run that a job is at work on.
 *
 * @param age since when its attempt runs
 * @param progress null: its job tells none
 */
public record WorkerRun(RunFacts facts, Duration age, @Nullable Progress progress) {}
