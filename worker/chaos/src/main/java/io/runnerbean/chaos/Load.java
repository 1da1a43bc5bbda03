package io.runnerbean.chaos;

import io.runnerbean.chaos.cluster.ChaosQueues;
import io.runnerbean.chaos.cluster.Cluster;
import io.runnerbean.chaos.load.Canceller;
import io.runnerbean.chaos.load.JobKind;
import io.runnerbean.chaos.load.LoadGenerator;
import io.runnerbean.chaos.load.Pauser;
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
  private final LoadGenerator sender;
  private final Canceller canceller;
  private final Pauser pauser;
  private final ScheduledMessages ticks;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

  Load(Cluster cluster, ScheduledMessages ticks, long seed) {
    queues = cluster.queues();
    sender = new LoadGenerator(cluster.queues().client(), cluster.queues().jobs(), seed);
    canceller = new Canceller(cluster.database().database());
    pauser = new Pauser(cluster.database().database());
    this.ticks = ticks;
  }

  /** Sends a handful. */
  void send() {
    sender.send();
  }

  void begin() {
    repeat(this::sendUnlessMuchWaits, LoadGenerator.EVERY);
    repeat(canceller::cancel, Canceller.EVERY);
    repeat(pauser::pauseOrResume, Pauser.EVERY);
  }

  /** By business key, what SQS has said it has: also what daemons sent, until now. */
  Map<String, JobKind> sent() {
    Map<String, JobKind> sent = new TreeMap<>(sender.sent());
    ticks.sent().forEach(key -> sent.put(key, JobKind.TICK));
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
