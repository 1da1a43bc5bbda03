package io.runnerbean.engine.delivery;

import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.engine.validation.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message. A malformed one is left out of the source message and listed here: a
 * wrong one could run a job twice.
 *
 * @param idempotencyKey of a plain POST; null: none, or it is a delivery
 * @param violations empty: all are well-formed
 */
public record DeliveryHeaders(
    SourceMessage source, @Nullable String idempotencyKey, List<Violation> violations) {

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

  private static final class Reader {

    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern TASK = Pattern.compile("[\\x20-\\x7e]{1,200}");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

    /** The latest accepted time. PostgreSQL supports later ones. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final DeliveryRequest.Values headers;
    private final List<Violation> violations = new ArrayList<>(0);

    private Reader(DeliveryRequest.Values headers) {
      this.headers = headers;
    }

    private DeliveryHeaders read() {
      SourceMessage source =
          new SourceMessage(
              text(
                  SqsdHeaders.MESSAGE_ID,
                  PRINTABLE,
                  "must be 1 to 200 printable ASCII characters without spaces"),
              text(
                  SqsdHeaders.QUEUE,
                  PRINTABLE,
                  "must be 1 to 200 printable ASCII characters without spaces"),
              receiveCount(),
              instant(SqsdHeaders.FIRST_RECEIVED_AT),
              instant(SqsdHeaders.SENT_AT),
              text(SqsdHeaders.TASK_NAME, TASK, "must be 1 to 200 printable ASCII characters"),
              instant(SqsdHeaders.SCHEDULED_AT),
              runnerbeanKey());
      String idempotencyKey =
          text(
              SqsdHeaders.IDEMPOTENCY_KEY,
              PRINTABLE,
              "must be 1 to 200 printable ASCII characters without spaces");
      return new DeliveryHeaders(source, source.isFromSqs() ? null : idempotencyKey, violations);
    }

    private @Nullable UUID runnerbeanKey() {
      String value = headers.first(SqsdHeaders.RUNNERBEAN_KEY);
      try {
        UUID key = value == null ? null : UUID.fromString(value);
        if (key == null || UuidV7.isVersion7(key)) {
          return key;
        }
      } catch (IllegalArgumentException e) {
        // listed below, with UUIDs of other versions
      }
      violations.add(new Violation(SqsdHeaders.RUNNERBEAN_KEY, "must be a UUID of version 7"));
      return null;
    }

    private int receiveCount() {
      String count =
          text(SqsdHeaders.RECEIVE_COUNT, COUNT, "must be an integer from 1 to 999999999");
      return count == null ? 1 : Integer.parseInt(count);
    }

    /** Daemons differ in whether they send fractions of a second; in whole seconds all agree. */
    private @Nullable Instant instant(String name) {
      String value = headers.first(name);
      try {
        if (value == null) {
          return null;
        }
        Instant time = Instant.parse(value).truncatedTo(ChronoUnit.SECONDS);
        if (time.isAfter(Instant.EPOCH) && time.isBefore(LAST)) {
          return time;
        }
      } catch (DateTimeException e) {
        // listed below, with times that PostgreSQL does not store
      }
      violations.add(new Violation(name, "must be a UTC time such as 2026-11-21T07:30:00Z"));
      return null;
    }

    private @Nullable String text(String name, Pattern allowed, String rule) {
      String value = headers.first(name);
      if (value == null || allowed.matcher(value).matches()) {
        return value;
      }
      violations.add(new Violation(name, rule));
      return null;
    }
  }
}
