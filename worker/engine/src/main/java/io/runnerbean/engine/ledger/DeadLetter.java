package io.runnerbean.engine.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that ended badly, and that nobody has settled.
 *
 * @param key what another run of it takes its receipt under, whoever starts it
 * @param relayedAt when its copy was sent to SQS; null: not yet
 * @param redrivenBy the run that SQS's own redrive has made of it; null: none
 */
public record DeadLetter(
    RunFacts run,
    String reason,
    Instant diedAt,
    UUID key,
    @Nullable Instant relayedAt,
    @Nullable UUID redrivenBy) {}
