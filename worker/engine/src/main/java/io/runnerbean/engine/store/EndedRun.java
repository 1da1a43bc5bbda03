package io.runnerbean.engine.store;

/** A run that was never queued, and how it ended. */
public record EndedRun(RunRecord run, RunResult result) {}
