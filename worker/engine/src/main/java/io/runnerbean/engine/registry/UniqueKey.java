package io.runnerbean.engine.registry;

import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.engine.validation.StorableText;
import io.runnerbean.job.Unique;
import org.jspecify.annotations.Nullable;

/** A unique key: the same text for all payloads of the same work, and the rule that makes it. */
public record UniqueKey(String text, Unique<?> rule) {

  private static final int LONGEST = 500;

  /**
   * Makes the unique key of a payload.
   *
   * @throws InvalidMessageException if no valid key can be made of it
   */
  static <P extends Record> UniqueKey of(P payload, Unique<P> rule) {
    @Nullable String text;
    try {
      text = rule.key().apply(payload);
    } catch (RuntimeException e) {
      throw refusal("cannot be made of this payload: " + e.getClass().getSimpleName());
    }
    if (text == null || text.isBlank() || text.length() > LONGEST) {
      throw refusal("must be 1 to %d characters, not blank".formatted(LONGEST));
    }
    if (!StorableText.isStorable(text)) {
      throw refusal(StorableText.RULE);
    }
    return new UniqueKey(text, rule);
  }

  private static InvalidMessageException refusal(String rule) {
    return new InvalidMessageException("Invalid unique key", "unique key", rule);
  }
}
