package io.runnerbean.sqsd;

/** What a daemon must be told: where messages come from, and where they go. */
public record DaemonConfig(QueueConfig queue, AppConfig app) {}
