package io.runnerbean.engine.ledger;

/** A run in custody that needs nothing more, and how it ended. */
public record EndedRun(LeasedRun run, Ended ended) {}
