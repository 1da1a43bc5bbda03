package io.runnerbean.engine.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
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
  private final BlockingQueue<Runnable> line;
  private final ThreadPoolExecutor threads;
  private final ScheduledExecutorService patience =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patience").factory());

  JobThreads(LoadLimits limits) {
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
    long period = limits.patience().dividedBy(LOOKS).toNanos();
    var _ =
        patience.scheduleWithFixedDelay(
            this::refuseImpatient, period, period, TimeUnit.NANOSECONDS);
  }

  /** Works on the request when a thread is free, or refuses it. */
  void work(HttpServerExchange exchange, Runnable work) {
    exchange.dispatch(
        SameThreadExecutor.INSTANCE, () -> enqueue(new Waiting(exchange, work, System.nanoTime())));
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
    while (line.peek() instanceof Waiting first && first.waitsLongerThan(limits)) {
      if (line.remove(first)) {
        first.refuse(
            "No connection to the database came free in %d s."
                .formatted(limits.patience().toSeconds()));
      }
    }
  }

  /** A request in line. Whoever takes it out of the line, a thread or impatience, answers it. */
  private record Waiting(HttpServerExchange exchange, Runnable work, long since)
      implements Runnable {

    @Override
    public void run() {
      work.run();
    }

    boolean waitsLongerThan(LoadLimits limits) {
      return System.nanoTime() - since > limits.patience().toNanos();
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
