package io.runnerbean.engine.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code GET /health/ready}: whether the worker can take work, and if not, which part cannot and
 * why.
 */
final class HealthHandler implements HttpHandler {

  private final List<HealthCheck> checks;

  /**
   * A thread of its own: readiness must be known even when every other thread is busy with jobs.
   */
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("health").factory());

  HealthHandler(List<HealthCheck> checks) {
    this.checks = checks;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.dispatch(thread, () -> answer().send(exchange));
  }

  private Answer answer() {
    Map<String, String> parts = new TreeMap<>();
    checks.forEach(check -> parts.put(check.part(), check.problem().orElse("ready")));
    boolean ready = parts.values().stream().allMatch("ready"::equals);
    return ready
        ? Answer.ok().with("parts", parts)
        : Answer.problem(503, "Not ready", "A part of the worker is not ready.")
            .with("parts", parts);
  }
}
