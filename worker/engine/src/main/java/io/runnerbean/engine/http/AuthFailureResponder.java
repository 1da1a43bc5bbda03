package io.runnerbean.engine.http;

import io.runnerbean.engine.http.auth.AuthFailureLimiter;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * Answers requests that are not allowed: with 429 if their address fails too often, else 401 or
 * 403.
 */
record AuthFailureResponder(AuthFailureLimiter limiter) {

  /** Answers 401: the request needs a known token. */
  void demandToken(HttpServerExchange exchange, String why) {
    exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
    respond(exchange, 401, "Not authorized", why);
  }

  /** Answers 403: the caller may not do this. */
  void forbid(HttpServerExchange exchange, String why) {
    respond(exchange, 403, "Forbidden", why);
  }

  private void respond(HttpServerExchange exchange, int status, String title, String why) {
    long wait = limiter.add(exchange.getSourceAddress().getAddress());
    if (wait > 0) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, wait);
      JsonResponse.problem(429, "Too many failed requests", "Try again in " + wait + " s. " + why)
          .send(exchange);
    } else {
      JsonResponse.problem(status, title, why).send(exchange);
    }
  }
}
