package io.runnerbean.deploy.stack;

import java.time.Instant;

/** An event of a stack or an environment. */
public record Event(Instant time, String text) {}
