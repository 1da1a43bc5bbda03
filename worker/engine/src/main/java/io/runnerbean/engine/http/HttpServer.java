package io.runnerbean.engine.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The worker's HTTP side. */
public final class HttpServer implements AutoCloseable {

  /** The largest body, in bytes: as much as SQS carries. */
  static final int MAX_BODY = 1024 * 1024;

  private static final Duration DRAIN = Duration.ofSeconds(30);
  private static final int BUFFER = 16 * 1024;

  private final GracefulShutdownHandler requests;
  private final Undertow undertow;

  private HttpServer(GracefulShutdownHandler requests, Undertow undertow) {
    this.requests = requests;
    this.undertow = undertow;
  }

  /**
   * Starts listening.
   *
   * @param threads how many jobs run at once
   * @throws PortTakenException if another process listens there
   */
  public static HttpServer start(HttpConfig config, int threads, Endpoints endpoints) {
    Routes routes = new Routes(config, endpoints);
    GracefulShutdownHandler requests = new GracefulShutdownHandler(routes.handler());
    HttpServer server = new HttpServer(requests, undertow(config, threads, requests));
    server.listen(config);
    return server;
  }

  /** The port it listens on, chosen by the system where the configuration says 0. */
  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  /** Refuses new requests, lets running ones finish for up to 30 s, and stops listening. */
  @Override
  public void close() {
    requests.shutdown();
    try {
      requests.awaitShutdown(DRAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
  private static Undertow undertow(
      HttpConfig config, int threads, GracefulShutdownHandler requests) {
    return Undertow.builder()
        .addHttpListener(config.port(), config.host(), requests)
        .setWorkerThreads(threads)
        .setByteBufferPool(new DefaultByteBufferPool(true, BUFFER, -1, 0))
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) MAX_BODY)
        .build();
  }
}
