package io.runnerbean.dev.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param connections that post at once
 * @param rounds of each side, taking turns
 * @param warmUp how long each side works before, for the JIT compiler's sake
 * @param round how long one lasts
 * @param starts of each server whose start is measured
 */
public record Plan(int connections, int rounds, Duration warmUp, Duration round, int starts) {}
