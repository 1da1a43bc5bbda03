package io.runnerbean.engine.http;

import io.runnerbean.engine.lifecycle.HealthCheck;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * {@code GET /health/ready}: whether the worker can take work, and if not, which part cannot and
 * why. Without checks it is {@code GET /health/live}.
 */
final class HealthHandler implements HttpHandler {

  private static final String READY = "ready";
  private static final Map<String, String> NONE = Map.of();

  private final List<HealthCheck> checks;
  private final Duration patience;

  /** Uses a thread of its own, so that it answers even while every other thread runs a job. */
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("health").factory());

  private CompletableFuture<Map<String, String>> running = CompletableFuture.completedFuture(NONE);

  /** The part that is checked now. */
  private volatile String checked;

  /**
   * A handler.
   *
   * @param patience how long an answer waits for the checks, because who asks does not wait for a
   *     silent database
   */
  HealthHandler(List<HealthCheck> checks, Duration patience) {
    this.checks = checks;
    this.patience = patience;
    this.checked = checks.isEmpty() ? "" : checks.getFirst().part();
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
      exchange.dispatch(SameThreadExecutor.INSTANCE, () -> check(exchange));
    }
  }

  private void check(HttpServerExchange exchange) {
    var _ =
        running()
            .copy()
            .completeOnTimeout(NONE, patience.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(failure -> Map.of(checked, "its check failed: " + failure))
            .thenAccept(parts -> answer(parts.equals(NONE) ? late() : parts).send(exchange));
  }

  /** Requests that arrive during a check share its result, so that they cannot queue up. */
  private synchronized CompletableFuture<Map<String, String>> running() {
    if (running.isDone()) {
      running = CompletableFuture.supplyAsync(this::parts, thread);
    }
    return running;
  }

  /** Each part, and why it is not ready, or {@link #READY}. */
  private Map<String, String> parts() {
    Map<String, String> parts = new TreeMap<>();
    for (HealthCheck check : checks) {
      checked = check.part();
      parts.put(check.part(), check.problem().orElse(READY));
    }
    return parts;
  }

  private Map<String, String> late() {
    return Map.of(checked, "no answer within %d ms".formatted(patience.toMillis()));
  }

  private static JsonResponse answer(Map<String, String> parts) {
    boolean ready = parts.values().stream().allMatch(READY::equals);
    return ready
        ? JsonResponse.ok().with("parts", parts)
        : JsonResponse.problem(503, "Not ready", "A part of the worker is not ready.")
            .with("parts", parts);
  }
}
