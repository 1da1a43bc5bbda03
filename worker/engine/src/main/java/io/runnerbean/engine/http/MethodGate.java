package io.runnerbean.engine.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.List;

/** Lets in the methods that an address knows, and names them to everybody else. */
final class MethodGate implements HttpHandler {

  private final List<String> methods;
  private final HttpHandler next;

  private MethodGate(List<String> methods, HttpHandler next) {
    this.methods = methods;
    this.next = next;
  }

  static MethodGate post(HttpHandler next) {
    return new MethodGate(List.of("POST"), next);
  }

  static MethodGate get(HttpHandler next) {
    return new MethodGate(List.of("GET", "HEAD"), next);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (methods.contains(exchange.getRequestMethod().toString())) {
      next.handleRequest(exchange);
    } else {
      String allowed = String.join(", ", methods);
      exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
      Answer.problem(405, "Wrong method", "This address knows " + allowed + ".").send(exchange);
    }
  }
}
