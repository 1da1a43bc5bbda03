package io.runnerbean.engine.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.XnioExecutor;

/**
 * The threads that requests are worked on by. Whoever would wait too long for one is told so, and
 * may try elsewhere: a queue without an end would only turn an overload into timeouts at the other
 * side.
 */
final class JobThreads implements AutoCloseable {

  private final LoadLimits limits;
  private final ThreadPoolExecutor threads;

  JobThreads(LoadLimits limits) {
    this.limits = limits;
    this.threads =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(limits.waiting()),
            Thread.ofPlatform().name("job-", 1).factory());
  }

  /** Works on the request when a thread is free, or refuses it. */
  void work(HttpServerExchange exchange, Runnable work) {
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> enqueue(new Waiting(exchange, work)));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void enqueue(Waiting request) {
    try {
      request.startPatience();
      threads.execute(request);
    } catch (RejectedExecutionException e) {
      request.refuse("%d requests wait already.".formatted(limits.waiting()));
    }
  }

  /** A request that either gets a thread or loses patience, whichever comes first. */
  private final class Waiting implements Runnable {

    private final HttpServerExchange exchange;
    private final Runnable work;
    private final AtomicBoolean decided = new AtomicBoolean();
    private XnioExecutor.Key timer = () -> false;

    Waiting(HttpServerExchange exchange, Runnable work) {
      this.exchange = exchange;
      this.work = work;
    }

    void startPatience() {
      timer =
          exchange
              .getIoThread()
              .executeAfter(
                  this::losePatience, limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
      if (decided.compareAndSet(false, true)) {
        timer.remove();
        work.run();
      }
    }

    void refuse(String why) {
      if (decided.compareAndSet(false, true)) {
        timer.remove();
        Answer.problem(503, "Too busy", why).send(exchange);
      }
    }

    private void losePatience() {
      threads.remove(this);
      refuse(
          "No connection to the database came free in %d s."
              .formatted(limits.patience().toSeconds()));
    }
  }
}
