package io.runnerbean.engine.message;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, before anything in it is believed.
 *
 * @param typeInPath the job type that the path names, or null
 * @param body exactly the bytes that were sent
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record RawMessage(@Nullable String typeInPath, Headers headers, byte[] body) {

  /** The first value of a header by its name, in whatever case either is written. */
  @FunctionalInterface
  public interface Headers {

    @Nullable String first(String name);
  }
}
