package io.runnerbean.engine.poll;

import io.runnerbean.engine.delivery.DeliveryHandler;
import io.runnerbean.engine.execution.RunningJobs;
import io.runnerbean.engine.lifecycle.Closer;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.sqs.PolledQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Takes messages from SQS queues, without a daemon and without HTTP. */
public final class Polling implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Polling.class);

  /** Longer than SQS waits for a message. */
  private static final Duration LONGEST_CALL = SqsQueue.LONG_POLL.plusSeconds(10);

  /** After this time another worker gets the messages of one that was lost. */
  private static final Duration VISIBILITY = Duration.ofSeconds(60);

  /** How long an interrupted job has to roll back. */
  private static final Duration ROLLBACK = Duration.ofSeconds(5);

  /** For visibility timeouts. */
  private static final int SPARE_CONNECTIONS = 2;

  private final Closer parts = new Closer();
  private final List<QueuePoller> pollers = new ArrayList<>();
  private final FairPermits permits;
  private final RunningJobs jobs;
  private final Duration drain;

  private Polling(FairPermits permits, RunningJobs jobs, Duration drain) {
    this.permits = permits;
    this.jobs = jobs;
    this.drain = drain;
  }

  /**
   * How much the worker takes.
   *
   * @param running how many messages can run at once
   * @param waiting how many more can wait for a thread
   * @param drain how long {@link #close} waits for jobs before it interrupts them
   */
  public record Limits(int running, int waiting, Duration drain) {}

  /**
   * Starts polling.
   *
   * @param queues at least one
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
    polling.start(queues, deliveries, checks);
    return polling;
  }

  /**
   * Takes no more messages, gives back those that wait here, lets jobs finish, and interrupts them
   * after the limit. Then it deletes what is done.
   */
  @Override
  public void close() {
    try {
      for (QueuePoller poller : pollers) {
        poller.stop();
      }
      if (!permits.awaitIdle(drain)) {
        LOG.warn(
            "jobs still run after {} s; they are interrupted and rolled back", drain.toSeconds());
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
    int calls = QueuePoller.RECEIVERS + Acknowledger.CALLS;
    SqsClient sqs =
        parts.add(
            queues
                .getFirst()
                .queue()
                .connectForPolling(queues.size() * calls + SPARE_CONNECTIONS, LONGEST_CALL));
    Readiness readiness = parts.add(Readiness.start(checks));
    for (PolledQueue config : queues) {
      SqsQueue queue = new SqsQueue(sqs, config, VISIBILITY);
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
