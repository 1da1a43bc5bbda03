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

/**
 * Sends, cancels and pauses jobs from {@link #begin} until it is closed, and records what was sent.
 */
final class Load implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Load.class);

  /** Sends nothing while more messages wait, because jobs that cannot end in time look stuck. */
  private static final int MOST_WAITING = 200;

  private final ChaosQueues queues;
  private final LoadGenerator sender;
  private final Canceller canceller;
  private final Pauser pauser;
  private final ScheduledMessages ticks;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

  Load(Cluster cluster, ScheduledMessages ticks, long seed) {
    queues = cluster.queues();
    sender = new LoadGenerator(queues.client(), queues.jobs(), queues.ordered(), seed);
    canceller = new Canceller(cluster.database().database());
    pauser = new Pauser(cluster.database().database());
    this.ticks = ticks;
  }

  /** Sends a batch of messages. */
  void send() {
    sender.send();
  }

  void begin() {
    repeat(this::sendUnlessMuchWaits, LoadGenerator.EVERY);
    repeat(canceller::cancel, Canceller.EVERY);
    repeat(pauser::pauseOrResume, Pauser.EVERY);
  }

  /** All messages by business key that SQS has accepted so far, also those of the daemons. */
  Map<String, JobKind> sent() {
    Map<String, JobKind> sent = new TreeMap<>(sender.sent());
    ticks.sent().forEach(key -> sent.put(key, JobKind.TICK));
    return sent;
  }

  /** The number of messages that were sent. */
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
            () -> runLogged(step), 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void runLogged(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.warn("could not send or cancel", e);
    }
  }
}
