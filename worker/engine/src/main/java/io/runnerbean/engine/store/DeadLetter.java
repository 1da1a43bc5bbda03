package io.runnerbean.engine.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that is dead or discarded, until an operator redrives or deletes it.
 *
 * @param redriveId the id of the run that a redrive makes of it, whether SQS redrives it or an
 *     operator
 * @param forwardedAt when its copy was sent to the dead-letter queue of SQS; null: not yet
 * @param isRedriven whether the run of a redrive exists
 */
public record DeadLetter(
    RunRecord run,
    String reason,
    Instant diedAt,
    UUID redriveId,
    @Nullable Instant forwardedAt,
    boolean isRedriven) {}
