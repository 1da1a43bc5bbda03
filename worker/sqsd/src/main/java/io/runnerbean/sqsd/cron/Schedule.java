package io.runnerbean.sqsd.cron;

/**
 * An entry of {@code cron.yaml}.
 *
 * @param name by which its ticks are known; no other entry of the file has it
 * @param path where its ticks are posted
 * @param line of the file that it begins in, from 1
 */
public record Schedule(String name, String path, CronExpression times, int line) {}
