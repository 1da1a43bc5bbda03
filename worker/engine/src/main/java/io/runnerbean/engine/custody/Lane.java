package io.runnerbean.engine.custody;

import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.slots.Slots;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** Some slots, and who claims runs for them. */
final class Lane {

  /** How long a claim that is under way may take. */
  private static final Duration LAST_CLAIM = Duration.ofSeconds(5);

  private final Slots slots;
  private final Consumer<List<LeasedRun>> work;
  private final ExecutorService threads;
  private final Claimer claimer;
  private final Thread claiming;

  /**
   * A lane of this name.
   *
   * @param claimer that hands runs to what it is given here
   * @param work what a slot's thread does with the runs it is given
   */
  Lane(
      String name,
      Slots slots,
      Function<Consumer<List<LeasedRun>>, Claimer> claimer,
      Consumer<List<LeasedRun>> work) {
    this.slots = slots;
    this.work = work;
    this.threads = Executors.newCachedThreadPool(Thread.ofPlatform().name(name + "-", 1).factory());
    this.claimer = claimer.apply(this::start);
    this.claiming = Thread.ofPlatform().daemon().name(name + "-claimer").unstarted(this.claimer);
  }

  void begin() {
    claiming.start();
  }

  /** Claims no more. */
  void stop() {
    claimer.stop();
    claiming.interrupt();
  }

  /** Waits until nothing runs any more, at most that long, once the last claim is handed over. */
  void await(Duration most) {
    try {
      boolean _ = claiming.join(LAST_CLAIM);
      slots.awaitQuiet(most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    threads.shutdown();
  }

  private void start(List<LeasedRun> runs) {
    threads.execute(() -> run(runs));
  }

  private void run(List<LeasedRun> runs) {
    try {
      work.accept(runs);
    } finally {
      slots.release(1);
    }
  }
}
