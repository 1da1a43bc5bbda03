package io.runnerbean.engine.http;

import io.runnerbean.engine.slots.SharedSlots;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that requests are worked on by. Whoever would wait too long for one is told so, and
 * may try elsewhere: a queue without an end would only turn an overload into timeouts at the other
 * side.
 */
final class JobThreads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobThreads.class);

  /** How often, while one waits, its patience is looked at. */
  private static final int LOOKS = 30;

  private final LoadLimits limits;
  private final SharedSlots slots;
  private final BlockingQueue<Runnable> line;
  private final ThreadPoolExecutor threads;
  private final ScheduledExecutorService patience =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patience").factory());

  JobThreads(LoadLimits limits, SharedSlots slots) {
    this.limits = limits;
    this.slots = slots;
    this.line = new LinkedBlockingQueue<>(limits.waiting());
    this.threads =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            0,
            TimeUnit.SECONDS,
            line,
            Thread.ofPlatform().name("job-", 1).factory());
    long period = limits.patience().dividedBy(LOOKS).toNanos();
    var _ =
        patience.scheduleWithFixedDelay(
            this::refuseImpatient, period, period, TimeUnit.NANOSECONDS);
  }

  /** Works on the request when a thread is free, or refuses it. */
  void work(HttpServerExchange exchange, Runnable work) {
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> enqueue(new Waiting(exchange, work)));
  }

  @Override
  public void close() {
    patience.shutdownNow();
    threads.shutdownNow();
  }

  private void enqueue(Waiting request) {
    try {
      threads.execute(request);
    } catch (RejectedExecutionException e) {
      request.refuse("%d requests wait already.".formatted(limits.waiting()));
    }
  }

  /**
   * They stand in the order of their arrival, so the first who has patience left ends the search.
   */
  private void refuseImpatient() {
    while (line.peek() instanceof Waiting first && !first.patience().isPositive()) {
      if (line.remove(first)) {
        first.losePatience();
      }
    }
  }

  /** A request in line. Whoever takes it out of the line, a thread or impatience, answers it. */
  private final class Waiting implements Runnable {

    private final HttpServerExchange exchange;
    private final Runnable work;
    private final long since = System.nanoTime();

    Waiting(HttpServerExchange exchange, Runnable work) {
      this.exchange = exchange;
      this.work = work;
    }

    @Override
    public void run() {
      try {
        if (slots.takeForDelivery(patience())) {
          workInSlot();
        } else {
          losePatience();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        Answer.draining().send(exchange);
      }
    }

    Duration patience() {
      return limits.patience().minusNanos(System.nanoTime() - since);
    }

    void losePatience() {
      refuse(
          "No connection to the database came free in %d s."
              .formatted(limits.patience().toSeconds()));
    }

    private void workInSlot() {
      try {
        work.run();
      } finally {
        slots.releaseDeliverys();
      }
    }

    void refuse(String why) {
      try {
        Answer.problem(503, "Too busy", why).send(exchange);
      } catch (RuntimeException e) {
        LOG.warn("a refusal could not be sent", e); // the others in line want theirs
      }
    }
  }
}
