package io.runnerbean.engine.registry;

/** A job of either kind with its payload in hand. */
public sealed interface Bound permits BoundJob, BoundLongRunningJob {}
