package io.runnerbean.engine.http;

import io.runnerbean.engine.message.SqsdHeaders;
import io.undertow.server.HttpServerExchange;

/** Tells the daemon's requests from those of other programs. */
final class Deliveries {

  private Deliveries() {}

  /**
   * Whether the request says that it delivers a message from SQS. Whether that is to be believed is
   * its peer's matter.
   */
  static boolean isDelivery(HttpServerExchange exchange) {
    return exchange.getRequestHeaders().contains(SqsdHeaders.MESSAGE_ID);
  }
}
