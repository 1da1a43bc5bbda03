package io.runnerbean.bench;

/**
 * A process whose CPU time is measured.
 *
 * @param name its name in the figures
 */
record NamedProcess(String name, ProcessHandle handle) {}
