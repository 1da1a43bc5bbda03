package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;

/** Handles a request whose body is at hand, on a thread that may block. */
interface RequestHandler {

  /**
   * Answers it.
   *
   * @param patience how much longer it may wait before it begins
   */
  void handle(HttpServerExchange exchange, DeliveryRequest request, Duration patience);
}
