package io.runnerbean.engine.consumer;

import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.slots.ExecutionSlots;
import io.runnerbean.engine.store.WorkerPool;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Slots, the loop that claims runs for them, and their threads. */
final class ConsumerPool implements HealthCheck {

  /** The maximum duration of a claim. */
  private static final Duration LAST_CLAIM = Duration.ofSeconds(5);

  private final ExecutionSlots slots;
  private final ExecutorService threads;
  private final ClaimLoop loop;
  private final Thread claiming;

  ConsumerPool(
      WorkerPool pool,
      ExecutionSlots slots,
      ClaimLoop.Source source,
      QueueListener listener,
      LeaseKeeper keeper,
      BatchHandler handler) {
    this.slots = slots;
    this.threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().name(pool.label() + "-", 1).factory());
    this.loop = new ClaimLoop(pool, source, listener, slots, keeper, threads, handler);
    this.claiming = Thread.ofPlatform().daemon().name(pool.label() + "-claims").unstarted(loop);
  }

  void begin() {
    claiming.start();
  }

  /** Stops claiming. */
  void stop() {
    loop.stop();
    claiming.interrupt();
  }

  /** Waits until no run is left, at most this long. */
  void await(Duration most) {
    try {
      if (claiming.getState() != Thread.State.NEW) { // a start that failed has not begun to claim
        boolean _ = claiming.join(LAST_CLAIM);
      }
      slots.awaitIdle(most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    threads.shutdown();
  }

  @Override
  public String part() {
    return loop.part();
  }

  @Override
  public Optional<String> problem() {
    return loop.problem();
  }
}
