package io.runnerbean.deploy.stack;

import java.time.Instant;

/** Something that happened at AWS. */
public record Event(Instant time, String text) {}
