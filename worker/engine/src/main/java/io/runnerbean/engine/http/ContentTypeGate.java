package io.runnerbean.engine.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.regex.Pattern;

/**
 * Refuses a body that does not call itself JSON. A delivery is judged by its body alone: what the
 * daemon calls it is a setting that was made somewhere else, and no reason to lose a message.
 */
final class ContentTypeGate implements HttpHandler {

  private static final Pattern JSON =
      Pattern.compile(
          "application/([a-z0-9.+-]+[+])?json *(; *charset=\"?utf-8\"?)? *",
          Pattern.CASE_INSENSITIVE);

  private final HttpHandler next;

  ContentTypeGate(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    if (type == null || JSON.matcher(type).matches() || Deliveries.isDelivery(exchange)) {
      next.handleRequest(exchange);
    } else {
      Answer.problem(415, "Not JSON", "The Content-Type must be application/json, in UTF-8.")
          .send(exchange);
    }
  }
}
