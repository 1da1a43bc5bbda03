package io.runnerbean.engine.http;

import io.runnerbean.engine.access.FailedAttempts;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** Turns requests away and says why; the same peer's, after a while, with less effort. */
record Turnstile(FailedAttempts attempts) {

  void unauthorized(HttpServerExchange exchange, String why) {
    exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
    turnAway(exchange, 401, "Not authorized", why);
  }

  void forbidden(HttpServerExchange exchange, String why) {
    turnAway(exchange, 403, "Not from here", why);
  }

  private void turnAway(HttpServerExchange exchange, int status, String title, String why) {
    long wait = attempts.add(exchange.getSourceAddress().getAddress());
    if (wait > 0) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, wait);
      Answer.problem(429, "Too many failed attempts", "Try again in " + wait + " s. " + why)
          .send(exchange);
    } else {
      Answer.problem(status, title, why).send(exchange);
    }
  }
}
