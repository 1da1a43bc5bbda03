package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.runnerbean.engine.delivery.SqsdHeaders;
import io.runnerbean.engine.http.auth.SignedRequest;
import io.runnerbean.engine.http.auth.SigningKeys;
import io.undertow.server.HttpServerExchange;
import java.time.Clock;
import java.util.Objects;

/**
 * Allows trusted peers, which it knows by their TCP address alone, and programs that sign their
 * requests to call {@code /job/run}.
 */
record RunCallerCheck(
    TrustedPeers trusted, SigningKeys keys, AuthFailureResponder failures, Clock clock)
    implements CallerCheck {

  private static final String TIMESTAMP = "X-Runnerbean-Timestamp";
  private static final String SIGNATURE = "X-Runnerbean-Signature";

  @Override
  public boolean allowsHeaders(HttpServerExchange exchange) {
    if (isTrusted(exchange) || exchange.getRequestHeaders().contains(SIGNATURE)) {
      return true;
    }
    failures.forbid(
        exchange,
        "Only the worker's own host, or a program that signs its requests, may post here: see X-Runnerbean-Signature in the docs.");
    return false;
  }

  @Override
  public boolean allowsBody(HttpServerExchange exchange, DeliveryRequest request) {
    if (isTrusted(exchange)) {
      return true;
    }
    String problem =
        signed(exchange, request)
            .problem(request.headers().first(SIGNATURE), keys, clock.instant());
    if (problem != null) {
      failures.forbid(exchange, problem);
    }
    return problem == null;
  }

  private boolean isTrusted(HttpServerExchange exchange) {
    return trusted.include(exchange.getSourceAddress().getAddress());
  }

  private static SignedRequest signed(HttpServerExchange exchange, DeliveryRequest request) {
    String query = exchange.getQueryString();
    return new SignedRequest(
        text(request, TIMESTAMP),
        exchange.getRequestMethod().toString(),
        exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query),
        text(request, SqsdHeaders.MESSAGE_ID),
        request.body());
  }

  private static String text(DeliveryRequest request, String header) {
    return Objects.requireNonNullElse(request.headers().first(header), "");
  }
}
