package io.runnerbean.sqsd.cron;

/**
 * An entry of {@code cron.yaml}.
 *
 * @param name the name of the schedule, unique in the file
 * @param path the path that its messages are posted to
 * @param times when it is due
 * @param line the line of the file in which it begins; the first line is 1
 */
public record Schedule(String name, String path, CronExpression times, int line) {}
