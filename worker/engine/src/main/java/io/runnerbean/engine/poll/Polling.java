package io.runnerbean.engine.poll;

import io.runnerbean.engine.delivery.DeliveryHandler;
import io.runnerbean.engine.execution.RunningJobs;
import io.runnerbean.engine.lifecycle.Closer;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.lifecycle.Stopwatch;
import io.runnerbean.engine.slots.LoadLimits;
import io.runnerbean.engine.sqs.PolledQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages from SQS queues, without a daemon and without HTTP. */
public final class Polling implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Polling.class);

  /** A call that is open when the worker stops may still return messages. */
  private static final Duration LAST_CALLS = Duration.ofSeconds(1);

  private final Closer parts = new Closer();
  private final List<QueuePoller> pollers = new ArrayList<>();
  private final FairPermits permits;
  private final RunningJobs jobs;
  private final Duration drain;
  private boolean stopped;

  private Polling(FairPermits permits, RunningJobs jobs, Duration drain) {
    this.permits = permits;
    this.jobs = jobs;
    this.drain = drain;
  }

  /**
   * Starts polling.
   *
   * @param queues none: nothing is polled
   * @param drain how long jobs may run after {@link #stop} until they are interrupted
   * @param checks what must be ready before a message is taken
   */
  public static Polling start(
      List<PolledQueue> queues,
      LoadLimits limits,
      Duration drain,
      DeliveryHandler deliveries,
      RunningJobs jobs,
      List<HealthCheck> checks) {
    int[] weights = queues.stream().mapToInt(PolledQueue::weight).toArray();
    FairPermits permits = new FairPermits(limits.connections(), limits.waiting(), weights);
    Polling polling = new Polling(permits, jobs, drain);
    if (!queues.isEmpty()) {
      polling.start(queues, deliveries, checks);
    }
    return polling;
  }

  /** Takes no more messages. What is taken is still run. A second call does nothing. */
  public synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    Duration _ = jobs.drain(drain);
    Stopwatch since = Stopwatch.started();
    pollers.forEach(QueuePoller::beginStop);
    try {
      for (QueuePoller poller : pollers) {
        boolean _ = poller.awaitCalls(LAST_CALLS.minus(since.time()));
      }
      for (QueuePoller poller : pollers) {
        poller.abortCalls();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops, waits for jobs, interrupts them after the limit, and deletes what is done. */
  @Override
  public synchronized void close() {
    stop();
    try {
      if (!permits.awaitIdle(jobs.drain(drain))) {
        LOG.warn("jobs of polled messages still run; they are interrupted and rolled back");
        boolean _ = permits.awaitIdle(jobs.interruptAll());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      parts.close();
    }
  }

  private void start(
      List<PolledQueue> queues, DeliveryHandler deliveries, List<HealthCheck> checks) {
    Readiness readiness = parts.add(Readiness.start(checks));
    for (PolledQueue config : queues) {
      SqsQueue queue = parts.add(SqsQueue.open(config));
      Acknowledger acknowledger = parts.add(new Acknowledger(queue));
      HeldMessages held = parts.add(HeldMessages.start(queue));
      int number = pollers.size();
      QueuePoller poller =
          new QueuePoller(
              number,
              queue,
              permits,
              readiness,
              acknowledger,
              new PolledDeliveries(
                  number, deliveries, permits, readiness, held, acknowledger, config.visibility()));
      pollers.add(poller);
      poller.start();
    }
  }
}
