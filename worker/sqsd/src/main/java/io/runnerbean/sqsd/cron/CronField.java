package io.runnerbean.sqsd.cron;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One field of an expression, and its syntax.
 *
 * @param name the name in error messages
 * @param element the syntax of one element of a list in this field
 */
record CronField(String name, Pattern element) {

  /** The fields, in the order of the expression. */
  static final List<CronField> ALL =
      List.of(
          of("minute", "\\d+"),
          of("hour", "\\d+"),
          of("day of month", "\\d+"),
          of("month", "\\d+|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"),
          of("day of week", "\\d+|sun|mon|tue|wed|thu|fri|sat"));

  private static final String SUNDAY = "sun";
  private static final Pattern UNTIL_SUNDAY = Pattern.compile("(\\w+)-" + SUNDAY + "(/\\d+)?");

  /** Returns the first syntax error, if there is one. Does not check values against their range. */
  Optional<String> problem(String text) {
    return Stream.of(text.toLowerCase(Locale.ROOT).split(",", -1))
        .flatMap(part -> problemOf(part).stream())
        .findFirst();
  }

  private Optional<String> problemOf(String part) {
    if (!element.matcher(part).matches()) {
      return Optional.of(
          "the %s \"%s\" must be *, */n, a value, a-b or a-b/n, or a list of these"
              .formatted(name, part));
    }
    Matcher range = UNTIL_SUNDAY.matcher(part);
    return range.matches() && !range.group(1).equals(SUNDAY)
        ? Optional.of(
            "the %s \"%s\" runs backwards, because sun is day 0; use 7 for sun"
                .formatted(name, part))
        : Optional.empty();
  }

  private static CronField of(String name, String value) {
    return new CronField(
        name, Pattern.compile("\\*(/\\d+)?|(%1$s)(-(%1$s)(/\\d+)?)?".formatted(value)));
  }
}
