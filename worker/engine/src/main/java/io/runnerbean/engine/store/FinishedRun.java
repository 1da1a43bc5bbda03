package io.runnerbean.engine.store;

/** A claimed run that needs no further attempt, and how it ended. */
public record FinishedRun(ClaimedRun run, RunResult result) {}
