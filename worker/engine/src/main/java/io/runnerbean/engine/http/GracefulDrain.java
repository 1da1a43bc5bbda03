package io.runnerbean.engine.http;

import io.runnerbean.engine.execution.RunningJobs;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.lifecycle.Stopwatch;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes no new requests, and lets running ones finish. */
final class GracefulDrain implements HttpHandler, HealthCheck, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GracefulDrain.class);

  private final GracefulShutdownHandler requests;
  private final RunningJobs jobs;
  private final Duration limit;
  private volatile @Nullable Stopwatch draining;

  GracefulDrain(HttpHandler next, RunningJobs jobs, Duration limit) {
    this.requests = new GracefulShutdownHandler(next);
    this.jobs = jobs;
    this.limit = limit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (draining != null) {
      JsonResponse.draining().send(exchange);
    } else {
      requests.handleRequest(exchange);
    }
  }

  @Override
  public String part() {
    return "worker";
  }

  @Override
  public Optional<String> problem() {
    return draining == null ? Optional.empty() : Optional.of("it drains, and then stops");
  }

  /** Refuses new requests from now on. A second call does nothing. */
  synchronized Stopwatch begin() {
    Stopwatch began = draining;
    if (began == null) {
      began = Stopwatch.started();
      draining = began;
      requests.shutdown();
    }
    return began;
  }

  /** Waits for running requests, and interrupts jobs when the limit since the begin is over. */
  @Override
  public void close() {
    if (!isDoneWithin(limit.minus(begin().time()))) {
      LOG.warn(
          "jobs still run after {} s; they are interrupted and rolled back", limit.toSeconds());
      boolean _ = isDoneWithin(jobs.interruptAll());
    }
  }

  private boolean isDoneWithin(Duration time) {
    try {
      return requests.awaitShutdown(Math.max(0, time.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
