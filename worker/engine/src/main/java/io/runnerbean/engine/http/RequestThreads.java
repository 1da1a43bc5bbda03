package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.lifecycle.Stopwatch;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that handle requests. A request that would wait too long for a thread is refused, and
 * may succeed on another worker. With an unlimited queue, requests would time out at their senders
 * instead.
 */
final class RequestThreads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RequestThreads.class);

  /** How often the queue is checked during the longest time that a request may wait. */
  private static final int CHECKS = 30;

  private final LoadLimits limits;
  private final BlockingQueue<Runnable> line;
  private final ThreadPoolExecutor threads;
  private final PeriodicTask waitTimeout;

  RequestThreads(LoadLimits limits) {
    this.limits = limits;
    this.line = new LinkedBlockingQueue<>(limits.waiting());
    this.threads =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            0,
            TimeUnit.SECONDS,
            line,
            Thread.ofPlatform().name("job-", 1).factory());
    Duration period = limits.patience().dividedBy(CHECKS);
    this.waitTimeout = PeriodicTask.start("wait-timeout", period, period, this::refuseTimedOut);
  }

  /** Handles the request when a thread is free, or refuses it. */
  void handle(HttpServerExchange exchange, DeliveryRequest request, RequestHandler handler) {
    Waiting waiting = new Waiting(exchange, request, handler);
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> enqueue(waiting));
  }

  @Override
  public void close() {
    waitTimeout.close();
    threads.shutdownNow();
  }

  private void enqueue(Waiting request) {
    try {
      threads.execute(request);
    } catch (RejectedExecutionException e) {
      request.refuse("%d requests are waiting already.".formatted(limits.waiting()));
    }
  }

  /**
   * Requests wait in the order of their arrival, so the search ends at the first that may still
   * wait.
   */
  private void refuseTimedOut() {
    while (line.peek() instanceof Waiting first && !first.patience().isPositive()) {
      if (line.remove(first)) {
        first.refuse("No thread became free within %d s.".formatted(limits.patience().toSeconds()));
      }
    }
  }

  /** A request that waits. The thread that takes it from the queue answers it. */
  private final class Waiting implements Runnable {

    private final HttpServerExchange exchange;
    private final DeliveryRequest request;
    private final RequestHandler handler;
    private final Stopwatch since = Stopwatch.started();

    private Waiting(HttpServerExchange exchange, DeliveryRequest request, RequestHandler handler) {
      this.exchange = exchange;
      this.request = request;
      this.handler = handler;
    }

    @Override
    public void run() {
      try {
        handler.handle(exchange, request, patience());
      } catch (RuntimeException | Error fault) {
        LOG.error("the worker failed to handle a request", fault);
        JsonResponse.problem(500, "The worker failed", "Its log has the stack trace.")
            .send(exchange);
      }
    }

    private Duration patience() {
      return limits.patience().minus(since.time());
    }

    private void refuse(String why) {
      try {
        JsonResponse.problem(503, "Too busy", why).send(exchange);
      } catch (RuntimeException e) {
        LOG.warn("could not send a refusal", e); // the other requests must still be refused
      }
    }
  }
}
