package io.runnerbean.chaos;

import io.runnerbean.chaos.load.Canceller;
import io.runnerbean.chaos.load.Kind;
import io.runnerbean.chaos.load.Pauser;
import io.runnerbean.chaos.load.Sender;
import io.runnerbean.chaos.stage.ChaosQueues;
import io.runnerbean.chaos.stage.Scene;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends, cancels and pauses from its begin until it is closed, and knows what was sent. */
final class Load implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Load.class);

  /** Beyond that nothing is sent: what could not be done in time would look as if it were stuck. */
  private static final int MOST_WAITING = 200;

  private final ChaosQueues queues;
  private final Sender sender;
  private final Canceller canceller;
  private final Pauser pauser;
  private final Ticks ticks;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

  Load(Scene scene, Ticks ticks, long seed) {
    queues = scene.queues();
    sender = new Sender(scene.queues().client(), scene.queues().jobs(), seed);
    canceller = new Canceller(scene.database().database());
    pauser = new Pauser(scene.database().database());
    this.ticks = ticks;
  }

  /** Sends a handful. */
  void send() {
    sender.send();
  }

  void begin() {
    repeat(this::sendUnlessMuchWaits, Sender.EVERY);
    repeat(canceller::cancel, Canceller.EVERY);
    repeat(pauser::pauseOrResume, Pauser.EVERY);
  }

  /** By business key, what SQS has said it has: also what daemons sent, until now. */
  Map<String, Kind> sent() {
    Map<String, Kind> sent = new TreeMap<>(sender.sent());
    ticks.sent().forEach(key -> sent.put(key, Kind.TICK));
    return sent;
  }

  /** How much was sent. */
  int size() {
    return sender.sent().size() + ticks.sent().size();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
    pauser.resume();
  }

  private void sendUnlessMuchWaits() {
    if (queues.waiting() < MOST_WAITING) {
      sender.send();
    }
  }

  private void repeat(Runnable step, Duration every) {
    var _ =
        threads.scheduleWithFixedDelay(
            () -> carryOut(step), 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void carryOut(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.warn("could not send or cancel", e);
    }
  }
}
