package io.runnerbean.engine.post;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.runnerbean.engine.validation.InvalidMessageException;
import java.util.regex.Pattern;

/** How long SQS holds a message back: 0 to 900 s, the limit of SQS. */
final class DelaySeconds {

  private static final String NAME = "delay_seconds";
  private static final int LONGEST = 900;
  private static final Pattern INTEGER = Pattern.compile("[0-9]{1,3}");

  private DelaySeconds() {}

  static int of(DeliveryRequest raw) {
    String text = raw.parameters().first(NAME);
    if (text == null) {
      return 0;
    }
    if (!INTEGER.matcher(text).matches() || Integer.parseInt(text) > LONGEST) {
      throw new InvalidMessageException(
          "Malformed parameter", NAME, "must be an integer from 0 to " + LONGEST);
    }
    return Integer.parseInt(text);
  }
}
