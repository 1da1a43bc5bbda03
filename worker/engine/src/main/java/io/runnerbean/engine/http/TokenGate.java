package io.runnerbean.engine.http;

import io.runnerbean.engine.access.PostTokens;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * Lets in who has a token. That a request is a delivery is believed of a trusted peer only, who
 * then needs none.
 */
final class TokenGate {

  private final PostTokens tokens;
  private final Turnstile turnstile;
  private final HttpHandler next;

  TokenGate(PostTokens tokens, Turnstile turnstile, HttpHandler next) {
    this.tokens = tokens;
    this.turnstile = turnstile;
    this.next = next;
  }

  void trusted(HttpServerExchange exchange) throws Exception {
    if (Deliveries.isDelivery(exchange)) {
      next.handleRequest(exchange);
    } else {
      withToken(exchange);
    }
  }

  void stranger(HttpServerExchange exchange) throws Exception {
    if (Deliveries.isDelivery(exchange)) {
      turnstile.forbidden(
          exchange, "Only the worker's own host may post a delivery; leave X-Aws-Sqsd-Msgid out.");
    } else {
      withToken(exchange);
    }
  }

  private void withToken(HttpServerExchange exchange) throws Exception {
    String problem = tokens.problem(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
    if (problem == null) {
      next.handleRequest(exchange);
    } else {
      turnstile.unauthorized(exchange, problem);
    }
  }
}
