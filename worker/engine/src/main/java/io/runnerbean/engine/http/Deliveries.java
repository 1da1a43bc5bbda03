package io.runnerbean.engine.http;

import io.undertow.server.HttpServerExchange;

/** Tells the daemon's requests from those of other programs. */
final class Deliveries {

  static final String MESSAGE_ID = "X-Aws-Sqsd-Msgid";

  private Deliveries() {}

  /**
   * Whether the request says that it delivers a message from SQS. Whether that is to be believed is
   * its peer's matter.
   */
  static boolean isDelivery(HttpServerExchange exchange) {
    return exchange.getRequestHeaders().contains(MESSAGE_ID);
  }
}
