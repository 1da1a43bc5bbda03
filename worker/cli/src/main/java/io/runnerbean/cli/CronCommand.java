package io.runnerbean.cli;

import io.runnerbean.sqsd.cron.CronFile;
import io.runnerbean.sqsd.cron.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a {@code cron.yaml}, and shows when its schedules are due. */
@Command(
    name = "cron",
    mixinStandardHelpOptions = true,
    description = "Checks a cron.yaml, and shows when its schedules are due.",
    footer = {
      "",
      "A schedule has five fields, in UTC: minute, hour, day of month, month, day of",
      "week. Each field is *, */n, a value, a-b, a-b/n, or a list of these. Months and",
      "weekdays may be names. Instead of the fields, use @yearly, @annually, @monthly,",
      "@weekly, @daily, @midnight or @hourly. If both day fields are limited, a day has",
      "to match only one of them."
    })
final class CronCommand {

  private static final Comparator<DueMessage> BY_TIME = Comparator.comparing(DueMessage::time);

  private final Clock clock = Clock.systemUTC();

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Checks a cron.yaml, and names the line of every error. Each schedule must post to an address of this worker, and name one of its job types.")
  void check(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(
              names = "--any-app",
              description = "check only the file: its messages are for another app")
          boolean anyApp)
      throws IOException {
    List<Schedule> schedules = CronFile.read(file);
    List<String> problems = anyApp ? List.of() : new ScheduleCheck().problems(schedules);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "%s does not fit this worker:%n  %s%nFor another app, add --any-app."
              .formatted(file, String.join("\n  ", problems)));
    }
    System.out.printf("%s is valid. Schedules: %d%n", file, schedules.size());
    print(schedules.stream().flatMap(schedule -> next(schedule, 1)));
  }

  @Command(
      name = "next",
      mixinStandardHelpOptions = true,
      description =
          "Shows the next scheduled messages of all schedules, in the order they are due.")
  void next(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(
              names = "--count",
              paramLabel = "N",
              defaultValue = "10",
              description = "the number of messages to show (default: ${DEFAULT-VALUE})")
          int count)
      throws IOException {
    if (count < 1) {
      throw new IllegalArgumentException("--count is %d; it must be at least 1".formatted(count));
    }
    print(
        CronFile.read(file).stream()
            .flatMap(schedule -> next(schedule, count))
            .sorted(BY_TIME)
            .limit(count));
  }

  private Stream<DueMessage> next(Schedule schedule, int count) {
    return Stream.iterate(
            schedule.times().after(clock.instant()),
            Optional::isPresent,
            due -> due.flatMap(schedule.times()::after))
        .limit(count)
        .map(due -> new DueMessage(due.orElseThrow(), schedule));
  }

  private void print(Stream<DueMessage> due) {
    Instant now = clock.instant();
    new TextTable(
            List.of("due (UTC)", "in", "name", "url", "schedule"),
            due.map(message -> message.row(now)).toList())
        .print(System.out);
  }

  private record DueMessage(Instant time, Schedule schedule) {

    List<String> row(Instant now) {
      return List.of(
          time.toString(),
          format(Duration.between(now, time)),
          schedule.name(),
          schedule.path(),
          schedule.times().toString());
    }

    /** Shows the two largest units, such as {@code 2 d 3 h}. */
    private static String format(Duration time) {
      if (time.toDays() > 0) {
        return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
      }
      return time.toHours() > 0
          ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
          : "%d min %d s".formatted(time.toMinutesPart(), time.toSecondsPart());
    }
  }
}
