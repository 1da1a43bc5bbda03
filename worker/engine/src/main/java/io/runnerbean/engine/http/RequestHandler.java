package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.undertow.server.HttpServerExchange;

/** Handles a request whose body has been read. */
interface RequestHandler {

  /** Answers the request, on this thread, which must not block, or later on another one. */
  void handle(HttpServerExchange exchange, DeliveryRequest request);
}
