package io.runnerbean.engine.message;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, before anything in it is believed.
 *
 * @param typeInPath the job type that the path names, or null
 * @param headers by name, in whatever case either is written
 * @param parameters of the query
 * @param body exactly the bytes that were sent
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record RawMessage(
    @Nullable String typeInPath, Values headers, Values parameters, byte[] body) {

  /** The first value of a name, or null. */
  @FunctionalInterface
  public interface Values {

    @Nullable String first(String name);
  }
}
