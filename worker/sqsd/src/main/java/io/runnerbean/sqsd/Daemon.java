package io.runnerbean.sqsd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A running daemon: SQS → {@link Poller} → {@link MessagePoster} → {@link Acknowledger}. */
public final class Daemon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final StopSignal stop = new StopSignal();
  private final List<Thread> pollers = new ArrayList<>();
  private final ExecutorService threads;
  private final ConnectionPermits permits;
  private final AppEndpoint app;
  private final Acknowledger acknowledger;
  private final CronScheduler scheduler;
  private final Duration drainTimeout;

  private Daemon(DaemonConfig config, Queue queue, Clock clock) {
    permits = new ConnectionPermits(config.app().connections());
    threads =
        Executors.newFixedThreadPool(
            config.app().connections(), Thread.ofPlatform().daemon().name("post-", 1).factory());
    app = new AppEndpoint(config.app(), clock);
    acknowledger = new Acknowledger(queue);
    scheduler = new CronScheduler(queue, clock, stop);
    drainTimeout = config.drainTimeout();
  }

  /**
   * Starts polling. The caller must close the client after the daemon. The client needs one
   * connection for each ten connections to the app, and a few more.
   */
  public static Daemon start(DaemonConfig config, SqsClient sqs, Clock clock) {
    Queue queue = new Queue(sqs, config.queue());
    Daemon daemon = new Daemon(config, queue, clock);
    daemon.acknowledger.start();
    daemon.poll(config, queue);
    daemon.scheduler.start(config.schedules());
    if (config.maxRetries() != null) {
      new RedrivePolicyCheck(config.maxRetries()).compareWith(queue);
    }
    return daemon;
  }

  /**
   * Stops polling, and hands back messages that arrive in polls that are still open. Then waits for
   * open POSTs, at most for the drain timeout, and deletes the processed messages.
   */
  @Override
  public void close() {
    stop.set();
    try (app;
        acknowledger;
        scheduler) {
      for (Thread poller : pollers) {
        poller.join();
      }
      if (!permits.awaitAll(drainTimeout)) {
        LOG.warn(
            "some POSTs are still open after the drain timeout; SQS will deliver their messages again");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
  }

  private void poll(DaemonConfig config, Queue queue) {
    Readiness readiness = new Readiness(app, stop);
    MessagePoster poster = MessagePoster.of(config, app, acknowledger, readiness, queue);
    Poller poller = new Poller(queue, readiness, permits, poster, threads, stop);
    for (int i = 0; i < config.app().pollers(); i++) {
      pollers.add(Thread.ofPlatform().daemon().name("receive-" + (i + 1)).start(poller));
    }
  }
}
