package io.runnerbean.engine.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Tells trusted peers from strangers, by TCP peer address alone: any header may be forged. */
final class PeerGate implements HttpHandler {

  private final TrustedPeers trusted;
  private final HttpHandler forTrusted;
  private final HttpHandler forStrangers;

  PeerGate(TrustedPeers trusted, HttpHandler forTrusted, HttpHandler forStrangers) {
    this.trusted = trusted;
    this.forTrusted = forTrusted;
    this.forStrangers = forStrangers;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    boolean isTrusted = trusted.include(exchange.getSourceAddress().getAddress());
    (isTrusted ? forTrusted : forStrangers).handleRequest(exchange);
  }
}
