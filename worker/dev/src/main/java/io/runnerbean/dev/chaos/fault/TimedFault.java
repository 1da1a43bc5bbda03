package io.runnerbean.dev.chaos.fault;

import java.time.Duration;

/**
 * A fault and its time.
 *
 * @param at since the faults began
 */
public record TimedFault(Duration at, Fault fault) {}
