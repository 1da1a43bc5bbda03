package io.runnerbean.chaos.fault;

import java.time.Duration;

/**
 * How long a process lives and how it ends.
 *
 * @param whileStarting the process ends while it starts
 * @param lasts from its start, or from the time when it was ready. So it does some work on a slow
 *     machine, too
 * @param end by {@code kill -9}, or by SIGTERM
 */
public record ProcessLifetime(boolean whileStarting, Duration lasts, Fault.End end) {}
