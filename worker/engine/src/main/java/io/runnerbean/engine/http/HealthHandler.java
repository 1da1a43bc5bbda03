package io.runnerbean.engine.http;

import io.runnerbean.engine.lifecycle.HealthCheck;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code GET /health/ready}: whether the worker can take work, and if not, which part cannot and
 * why. Without checks it is {@code GET /health/live}.
 */
final class HealthHandler implements HttpHandler {

  private final List<HealthCheck> checks;

  /** Uses a thread of its own, so that it answers even while every other thread runs a job. */
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("health").factory());

  HealthHandler(List<HealthCheck> checks) {
    this.checks = checks;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    HttpString method = exchange.getRequestMethod();
    if (!method.equals(Methods.GET) && !method.equals(Methods.HEAD)) {
      exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
      JsonResponse.problem(405, "Method not allowed", "Use GET or HEAD.").send(exchange);
    } else if (checks.isEmpty()) {
      JsonResponse.ok().send(exchange);
    } else {
      exchange.dispatch(thread, () -> answer().send(exchange));
    }
  }

  private JsonResponse answer() {
    Map<String, String> parts = new TreeMap<>();
    checks.forEach(check -> parts.put(check.part(), check.problem().orElse("ready")));
    boolean ready = parts.values().stream().allMatch("ready"::equals);
    return ready
        ? JsonResponse.ok().with("parts", parts)
        : JsonResponse.problem(503, "Not ready", "A part of the worker is not ready.")
            .with("parts", parts);
  }
}
