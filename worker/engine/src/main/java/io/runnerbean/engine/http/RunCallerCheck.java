package io.runnerbean.engine.http;

import io.runnerbean.config.signing.SignedRequest;
import io.runnerbean.config.signing.SigningKeys;
import io.runnerbean.engine.delivery.DeliveryRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import java.time.Clock;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Allows trusted peers, which it knows by their TCP address alone, and programs that sign their
 * requests to call {@code /job/run}.
 */
record RunCallerCheck(
    TrustedPeers trusted, SigningKeys keys, AuthFailureResponder failures, Clock clock)
    implements CallerCheck {

  @Override
  public boolean allowsHeaders(HttpServerExchange exchange) {
    if (isTrusted(exchange)) {
      return true;
    }
    HeaderMap headers = exchange.getRequestHeaders();
    String problem =
        headers.contains(SignedRequest.SIGNATURE)
            ? problem(headers)
            : "Only the worker's own host, or a program that signs its requests, may post here: see X-Runnerbean-Signature in the docs.";
    return isAllowed(exchange, problem);
  }

  @Override
  public boolean isKnown(HttpServerExchange exchange) {
    return isTrusted(exchange);
  }

  @Override
  public boolean allowsBody(HttpServerExchange exchange, DeliveryRequest request) {
    if (isTrusted(exchange)) {
      return true;
    }
    HeaderMap headers = exchange.getRequestHeaders();
    return isAllowed(
        exchange,
        signed(exchange, request.body()).mismatch(headers.getFirst(SignedRequest.SIGNATURE), keys));
  }

  /** Of a header that occurs twice, the worker would read one, and the signature cover both. */
  private @Nullable String problem(HeaderMap headers) {
    for (HeaderValues header : headers) {
      String name = header.getHeaderName().toString();
      if (header.size() > 1 && SignedRequest.covers(name)) {
        return "The header %s must not occur twice.".formatted(name);
      }
    }
    return SignedRequest.problem(
        headers.getFirst(SignedRequest.SIGNATURE),
        headers.getFirst(SignedRequest.TIMESTAMP),
        keys,
        clock.instant());
  }

  private boolean isAllowed(HttpServerExchange exchange, @Nullable String problem) {
    if (problem != null) {
      failures.forbid(exchange, problem);
    }
    return problem == null;
  }

  private boolean isTrusted(HttpServerExchange exchange) {
    return trusted.include(exchange.getSourceAddress().getAddress());
  }

  private static SignedRequest signed(HttpServerExchange exchange, byte[] body) {
    HeaderMap headers = exchange.getRequestHeaders();
    SortedMap<String, String> covered = new TreeMap<>();
    for (HeaderValues header : headers) {
      String name = header.getHeaderName().toString();
      if (SignedRequest.covers(name)) {
        covered.put(name.toLowerCase(Locale.ROOT), header.getFirst());
      }
    }
    String query = exchange.getQueryString();
    return new SignedRequest(
        headers.getFirst(SignedRequest.TIMESTAMP),
        exchange.getRequestMethod().toString(),
        exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query),
        covered,
        body);
  }
}
