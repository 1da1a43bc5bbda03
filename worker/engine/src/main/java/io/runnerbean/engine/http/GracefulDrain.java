package io.runnerbean.engine.http;

import io.runnerbean.engine.execution.RunningJobs;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes no new requests, and lets running ones finish. */
final class GracefulDrain implements HttpHandler, HealthCheck, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GracefulDrain.class);

  private final GracefulShutdownHandler requests;
  private final RunningJobs jobs;
  private final Duration limit;
  private volatile boolean draining;

  GracefulDrain(HttpHandler next, RunningJobs jobs, Duration limit) {
    this.requests = new GracefulShutdownHandler(next);
    this.jobs = jobs;
    this.limit = limit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (draining) {
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
    return draining ? Optional.of("it drains, and then stops") : Optional.empty();
  }

  /** Refuses new requests from now on. A second call does nothing. */
  void begin() {
    draining = true;
    requests.shutdown();
    Duration _ = jobs.drain(limit);
  }

  /** Waits for running requests, and interrupts jobs when the drain is over. */
  @Override
  public void close() {
    begin();
    if (!isDoneWithin(jobs.drain(limit))) {
      LOG.warn(
          "jobs still run after {} s; they are interrupted and rolled back", limit.toSeconds());
      boolean _ = isDoneWithin(jobs.interruptAll());
    }
  }

  private boolean isDoneWithin(Duration time) {
    try {
      return requests.awaitShutdown(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
