package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.runnerbean.engine.http.auth.PostTokens;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * Allows programs with a token to call {@code /job/post}. A trusted peer that delivers a message
 * needs no token. A request of any other peer must not say that it delivers one.
 */
record PostCallerCheck(TrustedPeers trusted, PostTokens tokens, AuthFailureResponder failures)
    implements CallerCheck {

  @Override
  public boolean allowsHeaders(HttpServerExchange exchange) {
    if (JobEndpoint.isDelivery(exchange)) {
      boolean isTrusted = trusted.include(exchange.getSourceAddress().getAddress());
      if (!isTrusted) {
        failures.forbid(
            exchange,
            "Only the worker's own host may post a delivery; leave X-Aws-Sqsd-Msgid out.");
      }
      return isTrusted;
    }
    String problem = tokens.problem(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
    if (problem != null) {
      failures.demandToken(exchange, problem);
    }
    return problem == null;
  }

  @Override
  public boolean isKnown(HttpServerExchange exchange) {
    return true;
  }

  @Override
  public boolean allowsBody(HttpServerExchange exchange, DeliveryRequest request) {
    return true;
  }
}
