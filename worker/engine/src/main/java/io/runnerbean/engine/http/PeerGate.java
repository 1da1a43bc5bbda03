package io.runnerbean.engine.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;

/**
 * Lets in the loopback and the trusted peers, by TCP peer address alone: any header may be forged.
 */
final class PeerGate implements HttpHandler {

  private final TrustedPeers trusted;
  private final HttpHandler next;

  PeerGate(TrustedPeers trusted, HttpHandler next) {
    this.trusted = trusted;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    InetAddress peer = exchange.getSourceAddress().getAddress();
    if (trusted.include(peer)) {
      next.handleRequest(exchange);
    } else {
      Answer.problem(
              403,
              "Not from here",
              "%s may not post here; RUNNERBEAN_TRUSTED_PEERS names who may."
                  .formatted(peer.getHostAddress()))
          .send(exchange);
    }
  }
}
