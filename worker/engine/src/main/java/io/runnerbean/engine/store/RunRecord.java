package io.runnerbean.engine.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run before it has ended.
 *
 * @param id a UUID of version 7; it depends on the message alone, so a repeat of the message has
 *     the same
 * @param jobType the canonical name, or as the message says where no job of this name is registered
 * @param payload the body as it was sent, to the character
 * @param origin the run that this one repeats; null: none
 * @param attempt the number of the attempt at hand, from 1; 0: none has begun
 */
public record RunRecord(
    UUID id,
    String jobType,
    String payload,
    SourceMessage source,
    @Nullable UUID origin,
    int attempt) {

  public RunRecord withId(UUID other) {
    return new RunRecord(other, jobType, payload, source, origin, attempt);
  }

  public RunRecord withAttempt(int number) {
    return new RunRecord(id, jobType, payload, source, origin, number);
  }
}
