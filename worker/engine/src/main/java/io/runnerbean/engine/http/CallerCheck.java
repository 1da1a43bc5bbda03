package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.undertow.server.HttpServerExchange;

/** Checks who calls. A check that forbids a request answers it. */
interface CallerCheck {

  /** Decides what can be decided before the body is read. */
  boolean allowsHeaders(HttpServerExchange exchange);

  /** Decides the rest. */
  boolean allowsBody(HttpServerExchange exchange, DeliveryRequest request);
}
