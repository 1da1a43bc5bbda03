package io.runnerbean.engine.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run whose job runs now.
 *
 * @param age how long its attempt has run
 * @param progress null: its job reports none
 */
public record ActiveRun(RunRecord run, Duration age, @Nullable Progress progress) {}
