package io.runnerbean.sqsd.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests each rule of the dialect. All times are after noon of Saturday, 21 November 2026. */
class CronDialectTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("EEE d.M.yy HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # rule                         | expression              | the next three times
          every minute                   | * * * * *               | Sat 21.11.26 12:01, Sat 21.11.26 12:02, Sat 21.11.26 12:03
          a step                         | */20 * * * *            | Sat 21.11.26 12:20, Sat 21.11.26 12:40, Sat 21.11.26 13:00
          a value                        | 5 13 * * *              | Sat 21.11.26 13:05, Sun 22.11.26 13:05, Mon 23.11.26 13:05
          leading zeros                  | 05 08 * * *             | Sun 22.11.26 08:05, Mon 23.11.26 08:05, Tue 24.11.26 08:05
          a range                        | 58-59 12 * * *          | Sat 21.11.26 12:58, Sat 21.11.26 12:59, Sun 22.11.26 12:58
          a range of one                 | 5-5 * * * *             | Sat 21.11.26 12:05, Sat 21.11.26 13:05, Sat 21.11.26 14:05
          a range with a step            | 0-30/15 * * * *         | Sat 21.11.26 12:15, Sat 21.11.26 12:30, Sat 21.11.26 13:00
          a list                         | 1,30 13 * * *           | Sat 21.11.26 13:01, Sat 21.11.26 13:30, Sun 22.11.26 13:01
          a list of all kinds            | 0-10/5,20,40-41 * * * * | Sat 21.11.26 12:05, Sat 21.11.26 12:10, Sat 21.11.26 12:20
          a month by name                | 0 0 1 jan *             | Fri 1.1.27 00:00, Sat 1.1.28 00:00, Mon 1.1.29 00:00
          months in any case             | 0 0 1 Jan,JUL *         | Fri 1.1.27 00:00, Thu 1.7.27 00:00, Sat 1.1.28 00:00
          a range of months              | 0 0 1 feb-mar *         | Mon 1.2.27 00:00, Mon 1.3.27 00:00, Tue 1.2.28 00:00
          a weekday by name              | 0 0 * * Mon             | Mon 23.11.26 00:00, Mon 30.11.26 00:00, Mon 7.12.26 00:00
          a range of weekdays            | 0 0 * * mon-fri         | Mon 23.11.26 00:00, Tue 24.11.26 00:00, Wed 25.11.26 00:00
          0 is Sunday                    | 0 0 * * 0               | Sun 22.11.26 00:00, Sun 29.11.26 00:00, Sun 6.12.26 00:00
          7 is Sunday                    | 0 0 * * 7               | Sun 22.11.26 00:00, Sun 29.11.26 00:00, Sun 6.12.26 00:00
          a range to 7                   | 0 0 * * 6-7             | Sun 22.11.26 00:00, Sat 28.11.26 00:00, Sun 29.11.26 00:00
          a range from a name to 7       | 0 0 * * sat-7           | Sun 22.11.26 00:00, Sat 28.11.26 00:00, Sun 29.11.26 00:00
          day of month alone             | 0 0 13 * *              | Sun 13.12.26 00:00, Wed 13.1.27 00:00, Sat 13.2.27 00:00
          either day matches             | 0 0 24 * mon            | Mon 23.11.26 00:00, Tue 24.11.26 00:00, Mon 30.11.26 00:00
          a step of days is a limit too  | 0 0 */10 * mon          | Mon 23.11.26 00:00, Mon 30.11.26 00:00, Tue 1.12.26 00:00
          the 29th of February           | 0 0 29 2 *              | Tue 29.2.28 00:00, Sun 29.2.32 00:00, Fri 29.2.36 00:00
          months without a 31st          | 0 0 31 * *              | Thu 31.12.26 00:00, Sun 31.1.27 00:00, Wed 31.3.27 00:00
          spaces are free                | '  0   13 * * *  '      | Sat 21.11.26 13:00, Sun 22.11.26 13:00, Mon 23.11.26 13:00
          nicknames                      | @hourly                 | Sat 21.11.26 13:00, Sat 21.11.26 14:00, Sat 21.11.26 15:00
          nicknames                      | @daily                  | Sun 22.11.26 00:00, Mon 23.11.26 00:00, Tue 24.11.26 00:00
          nicknames                      | @midnight               | Sun 22.11.26 00:00, Mon 23.11.26 00:00, Tue 24.11.26 00:00
          nicknames                      | @weekly                 | Sun 22.11.26 00:00, Sun 29.11.26 00:00, Sun 6.12.26 00:00
          nicknames                      | @monthly                | Tue 1.12.26 00:00, Fri 1.1.27 00:00, Mon 1.2.27 00:00
          nicknames                      | @yearly                 | Fri 1.1.27 00:00, Sat 1.1.28 00:00, Mon 1.1.29 00:00
          nicknames                      | @annually               | Fri 1.1.27 00:00, Sat 1.1.28 00:00, Mon 1.1.29 00:00
          """)
  void isDue(String rule, String expression, String expected) {
    String times = next(CronExpression.parse(expression));
    System.out.printf("%-30s | %-24s | %s%n", rule, expression, times);
    assertThat(times).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # rule                    | expression     | the error
          start and step            | 5/15 * * * *   | the minute "5/15" must be *, */n, a value, a-b or a-b/n
          the last day              | 0 0 L * *      | the day of month "l" must be
          the nearest weekday       | 0 0 15W * *    | the day of month "15w" must be
          the second Friday         | 0 0 * * 5#2    | the day of week "5#2" must be
          a question mark           | 0 0 ? * *      | the day of month "?" must be
          at a reboot               | @reboot        | "@reboot" must be @yearly, @annually
          nicknames in capitals     | @DAILY         | "@DAILY" must be @yearly, @annually
          a step of zero            | */0 * * * *    | the minute "*/0": Period 0 not in range
          a step beyond the field   | */70 * * * *   | the minute "*/70": Period 70 not in range
          too large                 | 61 * * * *     | the minute "61": Value 61 not in range [0, 59]
          too small                 | 0 0 0 * *      | the day of month "0": Value 0 not in range [1, 31]
          a range backwards         | 0 22-2 * * *   | the hour "22-2": Invalid range! [22,2]
          a range backwards by name | 0 0 * * fri-sun | runs backwards, because sun is day 0; use 7 for sun
          a month backwards         | 0 0 1 nov-feb * | the month "nov-feb": Invalid range!
          an open range             | 1- * * * *     | the minute "1-" must be
          below zero                | -1 * * * *     | the minute "-1" must be
          an empty place in a list  | 1,,3 * * * *   | the minute "" must be
          a name of another field   | 0 0 * mon *    | the month "mon" must be
          no number                 | x * * * *      | the minute "x" must be
          four fields               | 0 0 * *        | must be five fields: minute, hour
          six fields, with seconds  | 0 0 3 * * *    | must be five fields: minute, hour
          six, every five minutes   | 0 */5 * * * *  | "*/5 * * * *"
          seven fields              | 0 0 * * * * *  | must be five fields: minute, hour
          nothing                   | ''             | must be five fields: minute, hour
          the 30th of February      | 0 0 30 2 *     | never occurs: none of its months has that day
          """)
  void rejects(String rule, String expression, String error) {
    System.out.printf("%-30s | %-24s | rejected%n", rule, expression);
    assertThatThrownBy(() -> CronExpression.parse(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(error);
  }

  private static String next(CronExpression expression) {
    return Stream.iterate(
            expression.after(NOON).orElseThrow(), time -> expression.after(time).orElseThrow())
        .limit(3)
        .map(SHORT::format)
        .collect(Collectors.joining(", "));
  }
}
