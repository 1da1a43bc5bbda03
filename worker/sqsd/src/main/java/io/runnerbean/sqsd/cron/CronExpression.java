package io.runnerbean.sqsd.cron;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The due times of a schedule, in UTC, to the minute. A day must match the day of the month or the
 * day of the week. If one of them is a literal {@code *}, only the other applies.
 */
public final class CronExpression {

  private static final int FIELDS = CronField.ALL.size();
  private static final String PARSER_PREFIX = "Failed to parse cron expression. ";
  private static final CronParser PARSER = new CronParser(dialect());

  private final String text;
  private final ExecutionTime times;

  private CronExpression(String text, Cron cron) {
    this.text = text;
    this.times = ExecutionTime.forCron(cron);
  }

  /**
   * Parses an expression.
   *
   * @param text five fields; or {@code @yearly}, {@code @annually}, {@code @monthly}, {@code
   *     @weekly}, {@code @daily}, {@code @midnight} or {@code @hourly}. AWS's daemon ignores a sixth
   *     field. Here it is refused: who writes six usually means that the first is for seconds
   * @throws IllegalArgumentException if the text is invalid; the message names the field and the rule
   */
  public static CronExpression parse(String text) {
    CronExpression expression =
        text.strip().startsWith("@") ? nickname(text.strip()) : fields(text.strip());
    if (expression.after(Instant.EPOCH).isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" never occurs: none of its months has that day".formatted(text));
    }
    return expression;
  }

  /** Returns the first due time after this one. */
  public Optional<Instant> after(Instant time) {
    return times.nextExecution(time.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
  }

  @Override
  public String toString() {
    return text;
  }

  private static CronExpression nickname(String text) {
    try {
      return new CronExpression(text, PARSER.parse(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"%s\" must be @yearly, @annually, @monthly, @weekly, @daily, @midnight or @hourly"
              .formatted(text),
          e);
    }
  }

  private static CronExpression fields(String text) {
    List<String> fields = List.of(text.split("\\s+", -1));
    if (fields.size() != FIELDS) {
      throw new IllegalArgumentException(
          "\"%s\" must be five fields: minute, hour, day of month, month, day of week%s"
              .formatted(text, withoutSeconds(fields)));
    }
    for (int index = 0; index < FIELDS; index++) {
      check(index, fields.get(index));
    }
    return new CronExpression(text, PARSER.parse(text));
  }

  private static String withoutSeconds(List<String> fields) {
    if (fields.size() != FIELDS + 1) {
      return "";
    }
    String five = String.join(" ", fields.subList(1, fields.size()));
    try {
      return ". There is none for seconds; did you mean \"%s\"?".formatted(fields(five));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Parses one field at a time, because the parser does not say which field is wrong. */
  private static void check(int index, String text) {
    CronField field = CronField.ALL.get(index);
    Optional<String> problem = field.problem(text).or(() -> wrongValue(index, text));
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
  }

  private static Optional<String> wrongValue(int index, String text) {
    List<String> alone = new ArrayList<>(Collections.nCopies(FIELDS, "*"));
    alone.set(index, text);
    try {
      PARSER.parse(String.join(" ", alone));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage()).replace(PARSER_PREFIX, "");
      return Optional.of("the %s \"%s\": %s".formatted(CronField.ALL.get(index).name(), text, why));
    }
  }

  private static CronDefinition dialect() {
    return CronDefinitionBuilder.defineCron()
        .withMinutes()
        .withValidRange(0, 59)
        .withStrictRange()
        .and()
        .withHours()
        .withValidRange(0, 23)
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .withValidRange(1, 31)
        .withStrictRange()
        .and()
        .withMonth()
        .withValidRange(1, 12)
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .withIntMapping(7, 0)
        .withStrictRange()
        .and()
        .withSupportedNicknameYearly()
        .withSupportedNicknameAnnually()
        .withSupportedNicknameMonthly()
        .withSupportedNicknameWeekly()
        .withSupportedNicknameDaily()
        .withSupportedNicknameMidnight()
        .withSupportedNicknameHourly()
        .instance();
  }
}
