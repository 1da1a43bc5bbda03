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
    description = "Checks a cron.yaml, and tells when its schedules are due.",
    footer = {
      "",
      "A schedule is five fields, in UTC: minute, hour, day of month, month, day of week. Each is *, */n,",
      "a value, a-b, a-b/n, or a list of these; months and weekdays may be named. Or @yearly, @annually,",
      "@monthly, @weekly, @daily, @midnight, @hourly. If both days are limited, either will do."
    })
final class CronCommand {

  private static final Comparator<Due> BY_TIME = Comparator.comparing(Due::time);

  private final Clock clock = Clock.systemUTC();

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Names the line of everything that is wrong with a cron.yaml.")
  void check(@Parameters(paramLabel = "FILE") Path file) throws IOException {
    List<Schedule> schedules = CronFile.read(file);
    System.out.printf("%s is fine. Schedules: %d%n", file, schedules.size());
    print(schedules.stream().flatMap(schedule -> next(schedule, 1)));
  }

  @Command(
      name = "next",
      mixinStandardHelpOptions = true,
      description = "Shows the next ticks of all schedules, in the order they are due.")
  void next(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(
              names = "--count",
              defaultValue = "10",
              description = "how many (default: ${DEFAULT-VALUE})")
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

  private Stream<Due> next(Schedule schedule, int count) {
    return Stream.iterate(
            schedule.times().after(clock.instant()),
            Optional::isPresent,
            due -> due.flatMap(schedule.times()::after))
        .limit(count)
        .map(due -> new Due(due.orElseThrow(), schedule));
  }

  private void print(Stream<Due> due) {
    Instant now = clock.instant();
    new TextTable(
            List.of("due (UTC)", "in", "name", "url", "schedule"),
            due.map(one -> one.row(now)).toList())
        .print(System.out);
  }

  private record Due(Instant time, Schedule schedule) {

    List<String> row(Instant now) {
      return List.of(
          time.toString(),
          words(Duration.between(now, time)),
          schedule.name(),
          schedule.path(),
          schedule.times().toString());
    }

    /** Shows the two largest units, such as {@code 2 d 3 h}. */
    private static String words(Duration time) {
      if (time.toDays() > 0) {
        return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
      }
      return time.toHours() > 0
          ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
          : "%d min %d s".formatted(time.toMinutesPart(), time.toSecondsPart());
    }
  }
}
