package io.runnerbean.engine.ledger;

/**
 * A run in custody that one worker holds.
 *
 * @param lease the token: whoever would end the run must name it, and a later lease makes it void
 */
public record LeasedRun(RunFacts facts, long lease) {}
