package io.runnerbean.cli;

import io.runnerbean.engine.validation.NearestName;
import io.runnerbean.jobs.Jobs;
import io.runnerbean.sqsd.cron.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that this worker has the addresses and job types that schedules name. */
final class ScheduleCheck {

  private static final Pattern ADDRESS = Pattern.compile("/job/(?:run|post)(/.*)?");

  private final Set<String> types = new TreeSet<>();

  ScheduleCheck() {
    Jobs.catalog().jobs().forEach(job -> types.addAll(job.type().names()));
  }

  /** What is wrong, with the line of each schedule. */
  List<String> problems(List<Schedule> schedules) {
    return schedules.stream()
        .flatMap(schedule ->
            problem(schedule)
                .map(problem ->
                    "line %d: %s: %s".formatted(schedule.line(), schedule.name(), problem))
                .stream())
        .toList();
  }

  private Optional<String> problem(Schedule schedule) {
    String path = schedule.path().split("[?]", 2)[0];
    Matcher address = ADDRESS.matcher(path);
    if (!address.matches()) {
      return Optional.of("the worker has no address %s: use /job/run/TYPE".formatted(path));
    }
    return address.group(1) == null
        ? unknown("name", schedule.name()).map(rule -> rule + "; or add the type to the url")
        : unknown("the job type in the url", address.group(1).substring(1));
  }

  private Optional<String> unknown(String place, String type) {
    return types.contains(type)
        ? Optional.empty()
        : Optional.of("%s is %s; it %s".formatted(place, type, NearestName.rule(type, types)));
  }
}
