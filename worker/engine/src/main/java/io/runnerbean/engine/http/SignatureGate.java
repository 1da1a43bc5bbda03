package io.runnerbean.engine.http;

import io.runnerbean.engine.access.SignedRequest;
import io.runnerbean.engine.access.SigningKeys;
import io.runnerbean.engine.message.RawMessage;
import io.runnerbean.engine.message.SqsdHeaders;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Clock;
import java.util.Objects;

/** Lets in a stranger whose request is signed. */
final class SignatureGate implements MessageHandler {

  private static final String TIMESTAMP = "X-Runnerbean-Timestamp";
  private static final String SIGNATURE = "X-Runnerbean-Signature";

  private final SigningKeys keys;
  private final Clock clock;
  private final Turnstile turnstile;
  private final MessageHandler next;

  SignatureGate(SigningKeys keys, Clock clock, Turnstile turnstile, MessageHandler next) {
    this.keys = keys;
    this.clock = clock;
    this.turnstile = turnstile;
    this.next = next;
  }

  /** Turns away a request that is not even signed before its body is read. */
  HttpHandler unlessUnsigned(HttpHandler reader) {
    return exchange -> {
      if (exchange.getRequestHeaders().contains(SIGNATURE)) {
        reader.handleRequest(exchange);
      } else {
        turnstile.forbidden(
            exchange,
            "Only the worker's own host may post here, or a program that signs: see X-Runnerbean-Signature in the docs.");
      }
    };
  }

  @Override
  public void handle(HttpServerExchange exchange, RawMessage raw) {
    String problem =
        signed(exchange, raw).problem(raw.headers().first(SIGNATURE), keys, clock.instant());
    if (problem == null) {
      next.handle(exchange, raw);
    } else {
      turnstile.forbidden(exchange, problem);
    }
  }

  private static SignedRequest signed(HttpServerExchange exchange, RawMessage raw) {
    String query = exchange.getQueryString();
    return new SignedRequest(
        text(raw, TIMESTAMP),
        exchange.getRequestMethod().toString(),
        exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query),
        text(raw, SqsdHeaders.MESSAGE_ID),
        raw.body());
  }

  private static String text(RawMessage raw, String header) {
    return Objects.requireNonNullElse(raw.headers().first(header), "");
  }
}
