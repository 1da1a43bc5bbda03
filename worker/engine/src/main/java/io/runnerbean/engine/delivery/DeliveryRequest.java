package io.runnerbean.engine.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A request that is not validated yet.
 *
 * @param typeInPath the job type that the path names; null: none
 * @param headers by name, whose case does not matter
 * @param parameters of the query
 * @param body exactly the bytes that were sent
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record DeliveryRequest(
    @Nullable String typeInPath, Values headers, Values parameters, byte[] body) {

  /** The first value of a name; null: there is none. */
  @FunctionalInterface
  public interface Values {
    @Nullable String first(String name);
  }
}
