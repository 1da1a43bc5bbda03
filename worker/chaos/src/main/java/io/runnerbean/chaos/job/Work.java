package io.runnerbean.chaos.job;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * The payload of a message.
 *
 * @param key the business key, whose effects must be committed once
 * @param millis the duration of its statement in the database
 */
public record Work(@NotNull String key, @PositiveOrZero int millis) {}
