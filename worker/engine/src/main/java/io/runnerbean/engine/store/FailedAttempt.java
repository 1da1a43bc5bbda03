package io.runnerbean.engine.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that failed.
 *
 * @param kind the class of the exception, or what stands for one
 * @param log what its job logged; null: nothing
 */
public record FailedAttempt(
    int attempt,
    Instant finishedAt,
    Duration took,
    String worker,
    String kind,
    @Nullable String message,
    @Nullable String log) {}
