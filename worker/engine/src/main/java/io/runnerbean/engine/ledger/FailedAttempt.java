package io.runnerbean.engine.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that did not succeed, as history has it.
 *
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
