package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;

/** Handles a request whose body has been read, on a thread that may block. */
interface RequestHandler {

  /**
   * Answers the request.
   *
   * @param patience how much longer the request may wait before its work begins
   */
  void handle(HttpServerExchange exchange, DeliveryRequest request, Duration patience);
}
