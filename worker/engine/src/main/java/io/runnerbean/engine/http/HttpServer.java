package io.runnerbean.engine.http;

import io.runnerbean.engine.slots.SharedSlots;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import java.net.BindException;
import java.net.InetSocketAddress;

/** The worker's HTTP side. */
public final class HttpServer implements AutoCloseable {

  /** The largest body, in bytes: as much as SQS carries. */
  static final int MAX_BODY = 1024 * 1024;

  /** How long a thread that heeds nothing may hold up the end, once everything else is done. */
  private static final int SHUTDOWN_MILLIS = 5_000;

  private static final int BUFFER = 16 * 1024;

  private final Drain drain;
  private final JobThreads threads;
  private final Undertow undertow;

  private HttpServer(Drain drain, JobThreads threads, Undertow undertow) {
    this.drain = drain;
    this.threads = threads;
    this.undertow = undertow;
  }

  /**
   * Starts listening.
   *
   * @throws PortTakenException if another process listens there
   */
  public static HttpServer start(
      HttpConfig config, LoadLimits limits, SharedSlots slots, Endpoints endpoints) {
    JobThreads threads = new JobThreads(limits, slots);
    Routes routes = new Routes(config, endpoints, threads);
    Drain drain = new Drain(routes.jobs(), endpoints.running(), config.drain());
    HttpServer server = new HttpServer(drain, threads, undertow(config, routes.all(drain)));
    server.listen(config);
    return server;
  }

  /** The port it listens on, chosen by the system where the configuration says 0. */
  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  /** Drains, and stops listening. */
  @Override
  public void close() {
    drain.close();
    threads.close();
    undertow.stop();
  }

  private void listen(HttpConfig config) {
    try {
      undertow.start();
    } catch (RuntimeException e) {
      throw e.getCause() instanceof BindException ? new PortTakenException(config, e) : e;
    }
  }

  /**
   * Without thread-local caches of direct buffers, which grow with every thread that ever touches
   * one.
   */
  private static Undertow undertow(HttpConfig config, HttpHandler root) {
    return Undertow.builder()
        .addHttpListener(config.port(), config.host(), root)
        .setByteBufferPool(new DefaultByteBufferPool(true, BUFFER, -1, 0))
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) MAX_BODY)
        .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, SHUTDOWN_MILLIS)
        .build();
  }
}
