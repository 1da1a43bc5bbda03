package io.runnerbean.chaos.job;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * What a message asks for.
 *
 * @param key the business key: whatever happens, it must be done once
 * @param millis how long the database is to be busy with it
 */
public record Work(@NotNull String key, @PositiveOrZero int millis) {}
