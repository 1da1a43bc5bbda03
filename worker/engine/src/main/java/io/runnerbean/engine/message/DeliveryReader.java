package io.runnerbean.engine.message;

import io.runnerbean.engine.message.RawMessage.Values;
import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.refusal.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the daemon's headers, and refuses all that are malformed at once: a wrong one could run a
 * job twice.
 */
final class DeliveryReader {

  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,200}");
  private static final Pattern TASK = Pattern.compile("[\\x20-\\x7e]{1,200}");
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

  /** PostgreSQL's times end some way after it. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final Values headers;
  private final List<Violation> violations = new ArrayList<>();

  DeliveryReader(Values headers) {
    this.headers = headers;
  }

  Delivery read() {
    Delivery delivery =
        new Delivery(
            text(SqsdHeaders.MESSAGE_ID, PRINTABLE, "must be 1 to 200 printable ASCII characters"),
            text(SqsdHeaders.QUEUE, PRINTABLE, "must be 1 to 200 printable ASCII characters"),
            receiveCount(),
            instant(SqsdHeaders.FIRST_RECEIVED_AT),
            instant(SqsdHeaders.SENT_AT),
            text(SqsdHeaders.TASK_NAME, TASK, "must be 1 to 200 ASCII characters"),
            instant(SqsdHeaders.SCHEDULED_AT),
            runnerbeanKey());
    if (!violations.isEmpty()) {
      throw new RefusedException("Malformed headers", violations);
    }
    return delivery;
  }

  private @Nullable UUID runnerbeanKey() {
    String value = headers.first(SqsdHeaders.RUNNERBEAN_KEY);
    try {
      UUID key = value == null ? null : UUID.fromString(value);
      if (key == null || TimeOrderedIds.isOne(key)) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // told below, with the wrong versions
    }
    violations.add(new Violation(SqsdHeaders.RUNNERBEAN_KEY, "must be a UUID of version 7"));
    return null;
  }

  private int receiveCount() {
    String count =
        text(SqsdHeaders.RECEIVE_COUNT, COUNT, "must be a whole number from 1 to 999999999");
    return count == null ? 1 : Integer.parseInt(count);
  }

  /** Daemons differ in whether they send fractions; seconds is what all of them agree on. */
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
      // told below, with the times that no database stores
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
