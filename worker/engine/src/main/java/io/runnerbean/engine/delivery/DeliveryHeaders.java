package io.runnerbean.engine.delivery;

import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.engine.validation.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message. A malformed one is left out of the source message and listed here: a
 * wrong one could run a job twice.
 *
 * @param idempotencyKey of a plain POST; null: none, or it is a delivery
 * @param traced whether the sender wants a line in the log even if the run succeeds
 * @param violations empty: all are well-formed
 */
public record DeliveryHeaders(
    SourceMessage source,
    @Nullable String idempotencyKey,
    boolean traced,
    List<Violation> violations) {

  private static final String TITLE = "Malformed headers";

  /** Reads them. */
  public static DeliveryHeaders of(DeliveryRequest request) {
    return new Reader(request.headers()).read();
  }

  /**
   * The source message, if all headers are well-formed.
   *
   * @throws InvalidMessageException naming each header that is malformed
   */
  public SourceMessage checked() {
    if (!violations.isEmpty()) {
      throw new InvalidMessageException(TITLE, violations);
    }
    return source;
  }

  /**
   * Parses a time of a message, in whole seconds. The usual form, {@code 2026-11-21T07:30:00Z}, is
   * parsed without a formatter, which would take more time than the rest of the headers.
   */
  static final class UtcTime {

    private static final String USUAL = "0000-00-00T00:00:00Z";

    /** The latest accepted time. PostgreSQL supports later ones. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private UtcTime() {}

    /**
     * Parses a time.
     *
     * @throws DateTimeException if it is none in UTC, or not between 1970 and 9999
     */
    static Instant parse(String text) {
      Instant time =
          isUsual(text) ? usual(text) : Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
      if (!time.isAfter(Instant.EPOCH) || !time.isBefore(LAST)) {
        throw new DateTimeException("a time between 1970 and 9999 is required: " + text);
      }
      return time;
    }

    /** Leaves hour 24 and second 60 to the formatter. */
    private static boolean isUsual(String text) {
      if (text.length() != USUAL.length()) {
        return false;
      }
      for (int i = 0; i < USUAL.length(); i++) {
        boolean isDigit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        if (USUAL.charAt(i) == '0' ? !isDigit : text.charAt(i) != USUAL.charAt(i)) {
          return false;
        }
      }
      return number(text, 11, 13) < 24 && number(text, 17, 19) < 60;
    }

    private static Instant usual(String text) {
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19))
          .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int begin, int end) {
      return Integer.parseInt(text, begin, end, 10);
    }
  }

  private static final class Reader {

    private static final String PRINTABLE =
        "must be 1 to 200 printable ASCII characters without spaces";
    private static final int LONGEST = 200;
    private static final int MOST_DIGITS = 9;

    private final DeliveryRequest.Values headers;
    private final List<Violation> violations = new ArrayList<>(0);

    private Reader(DeliveryRequest.Values headers) {
      this.headers = headers;
    }

    private DeliveryHeaders read() {
      SourceMessage source =
          new SourceMessage(
              printable(SqsdHeaders.MESSAGE_ID, '!', PRINTABLE),
              printable(SqsdHeaders.QUEUE, '!', PRINTABLE),
              receiveCount(),
              instant(SqsdHeaders.FIRST_RECEIVED_AT),
              instant(SqsdHeaders.SENT_AT),
              printable(SqsdHeaders.TASK_NAME, ' ', "must be 1 to 200 printable ASCII characters"),
              instant(SqsdHeaders.SCHEDULED_AT),
              runnerbeanKey());
      String idempotencyKey = printable(SqsdHeaders.IDEMPOTENCY_KEY, '!', PRINTABLE);
      boolean traced = "true".equals(headers.first(SqsdHeaders.TRACE));
      return new DeliveryHeaders(
          source, source.isFromSqs() ? null : idempotencyKey, traced, violations);
    }

    private @Nullable UUID runnerbeanKey() {
      String value = headers.first(SqsdHeaders.RUNNERBEAN_KEY);
      try {
        UUID key = value == null ? null : UUID.fromString(value);
        if (key == null || (UuidV7.isVersion7(key) && key.toString().equalsIgnoreCase(value))) {
          return key;
        }
      } catch (IllegalArgumentException e) {
        // listed below, with UUIDs of other versions, and those that Java completes by zeros
      }
      violations.add(new Violation(SqsdHeaders.RUNNERBEAN_KEY, "must be a UUID of version 7"));
      return null;
    }

    private int receiveCount() {
      String value = headers.first(SqsdHeaders.RECEIVE_COUNT);
      if (value == null) {
        return 1;
      }
      if (isCount(value)) {
        return Integer.parseInt(value);
      }
      violations.add(
          new Violation(SqsdHeaders.RECEIVE_COUNT, "must be an integer from 1 to 999999999"));
      return 1;
    }

    /** Daemons differ in whether they send fractions of a second; in whole seconds all agree. */
    private @Nullable Instant instant(String name) {
      String value = headers.first(name);
      try {
        if (value == null) {
          return null;
        }
        return UtcTime.parse(value);
      } catch (DateTimeException e) {
        // listed below
      }
      violations.add(new Violation(name, "must be a UTC time such as 2026-11-21T07:30:00Z"));
      return null;
    }

    private @Nullable String printable(String name, char lowest, String rule) {
      String value = headers.first(name);
      if (value == null || isPrintable(value, lowest)) {
        return value;
      }
      violations.add(new Violation(name, rule));
      return null;
    }

    private static boolean isPrintable(String value, char lowest) {
      for (int i = 0; i < value.length(); i++) {
        if (value.charAt(i) < lowest || value.charAt(i) > '~') {
          return false;
        }
      }
      return !value.isEmpty() && value.length() <= LONGEST;
    }

    private static boolean isCount(String value) {
      for (int i = 0; i < value.length(); i++) {
        if (value.charAt(i) < '0' || value.charAt(i) > '9') {
          return false;
        }
      }
      return !value.isEmpty() && value.length() <= MOST_DIGITS && value.charAt(0) != '0';
    }
  }
}
