package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.undertow.server.HttpServerExchange;

/** Checks whether a caller is allowed. If not, the check answers the request. */
interface CallerCheck {

  /** Checks what can be checked before the body is read. */
  boolean allowsHeaders(HttpServerExchange exchange);

  /** Whether that check suffices: the body proves nothing more. */
  boolean isKnown(HttpServerExchange exchange);

  /** Checks the rest, after the body is read. */
  boolean allowsBody(HttpServerExchange exchange, DeliveryRequest request);
}
