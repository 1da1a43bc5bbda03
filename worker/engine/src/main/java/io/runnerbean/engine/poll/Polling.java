package io.runnerbean.engine.poll;

import io.runnerbean.engine.delivery.DeliveryHandler;
import io.runnerbean.engine.execution.RunningJobs;
import io.runnerbean.engine.lifecycle.Closer;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.lifecycle.Stopwatch;
import io.runnerbean.engine.sqs.PolledQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages from SQS queues, without a daemon and without HTTP. */
public final class Polling implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Polling.class);

  /** After this time another worker gets the messages of one that was lost. */
  private static final Duration VISIBILITY = Duration.ofSeconds(60);

  /** A call that is open when the worker stops may still return messages. */
  private static final Duration LAST_CALLS = Duration.ofSeconds(1);

  /** How long an interrupted job has to roll back. */
  private static final Duration ROLLBACK = Duration.ofSeconds(5);

  private final Closer parts = new Closer();
  private final List<QueuePoller> pollers = new ArrayList<>();
  private final FairPermits permits;
  private final RunningJobs jobs;
  private final Duration drain;
  private @Nullable Stopwatch stopped;

  private Polling(FairPermits permits, RunningJobs jobs, Duration drain) {
    this.permits = permits;
    this.jobs = jobs;
    this.drain = drain;
  }

  /**
   * How much the worker takes.
   *
   * @param running how many messages can run at once
   * @param waiting how many can run or wait for a thread
   * @param drain how long jobs may run after {@link #stop} until they are interrupted
   */
  public record Limits(int running, int waiting, Duration drain) {}

  /**
   * Starts polling.
   *
   * @param queues none: nothing is polled
   * @param checks what must be ready before a message is taken
   */
  public static Polling start(
      List<PolledQueue> queues,
      Limits limits,
      DeliveryHandler deliveries,
      RunningJobs jobs,
      List<HealthCheck> checks) {
    int[] weights = queues.stream().mapToInt(PolledQueue::weight).toArray();
    FairPermits permits = new FairPermits(limits.running(), limits.waiting(), weights);
    Polling polling = new Polling(permits, jobs, limits.drain());
    if (!queues.isEmpty()) {
      polling.start(queues, deliveries, checks);
    }
    return polling;
  }

  /** Takes no more messages. What is taken is still run. A second call does nothing. */
  public synchronized void stop() {
    if (stopped != null) {
      return;
    }
    stopped = Stopwatch.started();
    pollers.forEach(QueuePoller::beginStop);
    try {
      for (QueuePoller poller : pollers) {
        boolean _ = poller.awaitCalls(LAST_CALLS.minus(stopped.time()));
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
      Duration time = stopped == null ? Duration.ZERO : stopped.time();
      if (!permits.awaitIdle(drain.minus(time))) {
        LOG.warn("jobs of polled messages still run; they are interrupted and rolled back");
        jobs.interruptAll();
        boolean _ = permits.awaitIdle(ROLLBACK);
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
      SqsQueue queue = parts.add(SqsQueue.open(config, VISIBILITY));
      QueuePoller poller =
          new QueuePoller(
              pollers.size(),
              queue,
              permits,
              readiness,
              deliveries,
              parts.add(HeldMessages.start(queue)),
              parts.add(new Acknowledger(queue)));
      pollers.add(poller);
      poller.start();
    }
  }
}
