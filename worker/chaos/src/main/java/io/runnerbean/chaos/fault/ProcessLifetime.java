package io.runnerbean.chaos.fault;

import java.time.Duration;

/**
 * How long a process lives, and how it ends.
 *
 * @param whileStarting it ends before it is ready, if it takes that long
 * @param lasts from its start, or from when it was ready: so that on a slow machine, too, it gets
 *     something done
 * @param end by {@code kill -9}, or by being told
 */
public record ProcessLifetime(boolean whileStarting, Duration lasts, Fault.End end) {}
