package io.runnerbean.sqsd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A running daemon: SQS → {@link Poller} → {@link Delivery} → {@link Acknowledger}. */
public final class Daemon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final Pause pause = new Pause();
  private final List<Thread> pollers = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FreeConnections connections;
  private final App app;
  private final Acknowledger acknowledger;

  private Daemon(DaemonConfig config, Queue queue) {
    connections = new FreeConnections(config.app().connections());
    app = new App(config.app());
    acknowledger = new Acknowledger(queue);
  }

  /**
   * Starts polling. The client stays the caller's, to be closed after the daemon; it needs a
   * connection for each ten connections to the app, and one more.
   */
  public static Daemon start(DaemonConfig config, SqsClient sqs) {
    Queue queue = new Queue(sqs, config.queue());
    Daemon daemon = new Daemon(config, queue);
    daemon.acknowledger.start();
    daemon.poll(config, queue);
    return daemon;
  }

  /** Stops polling, lets what is posted finish for up to 30 s, and deletes what is done. */
  @Override
  public void close() {
    pause.end();
    try (app;
        acknowledger) {
      for (Thread poller : pollers) {
        poller.join();
      }
      if (!connections.awaitAll(DRAIN)) {
        LOG.warn("some POSTs are still under way; their messages will be delivered again");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * One poller takes as many messages as SQS hands out at once, so there is one for as many
   * connections.
   */
  private void poll(DaemonConfig config, Queue queue) {
    Delivery delivery = new Delivery(app, new RequestHeaders(config), acknowledger);
    Poller poller =
        new Poller(queue, new Readiness(app, pause), connections, delivery, threads, pause);
    for (int i = 0; i < config.app().connections(); i += Queue.BATCH) {
      pollers.add(Thread.ofVirtual().name("poller").start(poller));
    }
  }
}
