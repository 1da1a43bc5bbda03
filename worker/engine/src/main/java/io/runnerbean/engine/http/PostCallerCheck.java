package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.runnerbean.engine.http.auth.PostTokens;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** Allows programs with a token to call {@code /job/post}. A delivery has another check. */
record PostCallerCheck(PostTokens tokens, AuthFailureResponder failures) implements CallerCheck {

  @Override
  public boolean allowsHeaders(HttpServerExchange exchange) {
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
