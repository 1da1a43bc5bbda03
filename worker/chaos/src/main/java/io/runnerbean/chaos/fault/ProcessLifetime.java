package io.runnerbean.chaos.fault;

import java.time.Duration;

/**
 * How long a process lives and how it ends.
 *
 * @param whileStarting the process ends while it starts
 * @param lasts if {@code whileStarting}, counted from the start of the process; else from
 *     readiness, so that it does some work even on a slow machine
 * @param end by {@code kill -9}, or by SIGTERM
 */
public record ProcessLifetime(boolean whileStarting, Duration lasts, Fault.End end) {}
