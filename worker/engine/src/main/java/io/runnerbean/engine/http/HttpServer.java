package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryHandler;
import io.runnerbean.engine.execution.RunningJobs;
import io.runnerbean.engine.http.auth.AuthFailureLimiter;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import io.runnerbean.engine.slots.JobThreads;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathTemplateHandler;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.Options;

/** The HTTP server of a worker. */
public final class HttpServer implements AutoCloseable {

  /** The largest body, in bytes: the limit of SQS. */
  static final int MAX_BODY = 1024 * 1024;

  /** The largest request line and headers, in bytes. The daemon sends less than 32 KiB. */
  private static final int MAX_HEADERS = 48 * 1024;

  /** How long a sender may take for request line and headers. */
  private static final Duration HEADERS = Duration.ofSeconds(10);

  /** While there are so many connections, no more are accepted until one has ended. */
  private static final int CONNECTIONS = 1_024;

  /** How long an answer about health waits for the checks. A load balancer waits for 5 s. */
  private static final Duration HEALTH = Duration.ofSeconds(4);

  /** How long a request may take to arrive. */
  private static final Duration SLOWEST = Duration.ofSeconds(30);

  /**
   * Which part of the heap may hold bodies: a body needs several times its size while it is read.
   */
  private static final int KNOWN_PART = 4;

  /** The part for callers that must still prove who they are. */
  private static final int UNPROVEN_PART = 64;

  /** How long a thread that ignores interrupts may delay the stop, after all else has stopped. */
  private static final int SHUTDOWN_MILLIS = 5_000;

  private static final int BUFFER = 16 * 1024;

  /** How many free buffers are kept; more are allocated and freed as needed. */
  private static final int BUFFERS = 256;

  private static final String TYPE = "/{" + JobEndpoint.TYPE + "}";

  private final GracefulDrain drain;
  private final Undertow undertow;

  private HttpServer(GracefulDrain drain, Undertow undertow) {
    this.drain = drain;
    this.undertow = undertow;
  }

  /**
   * The parts that answer requests.
   *
   * @param posting the threads that send posted jobs to SQS
   * @param checks of {@code /health/ready}
   */
  public record Endpoints(
      DeliveryHandler deliveries,
      PostDecoder postDecoder,
      JobPoster poster,
      JobThreads posting,
      RunningJobs running,
      List<HealthCheck> checks) {}

  /**
   * Starts listening.
   *
   * @throws PortTakenException if another process listens on the port
   */
  public static HttpServer start(HttpConfig config, Endpoints endpoints, Clock clock) {
    GracefulDrain drain =
        new GracefulDrain(jobs(config, endpoints, clock), endpoints.running(), config.drain());
    HttpServer server = new HttpServer(drain, undertow(config, routes(endpoints, drain)));
    server.listen(config);
    return server;
  }

  /** The port it listens on; the system has chosen it if the configuration says 0. */
  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  /** Refuses new requests from now on, except about health. A second call does nothing. */
  public void beginDrain() {
    drain.begin();
  }

  /** Drains, and stops listening. */
  @Override
  public void close() {
    drain.close();
    undertow.stop();
  }

  /** The addresses that take work. */
  static HttpHandler jobs(HttpConfig config, Endpoints endpoints, Clock clock) {
    BodyMemory known = BodyMemory.ofHeap(KNOWN_PART);
    BodyMemory unproven = BodyMemory.ofHeap(UNPROVEN_PART);
    AuthFailureResponder failures = new AuthFailureResponder(new AuthFailureLimiter(clock));
    RunCallerCheck runCallers =
        new RunCallerCheck(config.trustedPeers(), config.access().runKeys(), failures, clock);
    RunJobHandler deliveries = new RunJobHandler(endpoints.deliveries());
    JobEndpoint run = new JobEndpoint(runCallers, known, unproven, deliveries);
    JobEndpoint elsewhere = new JobEndpoint(runCallers, known, unproven, deliveries::refuseAddress);
    PostJobHandler posting =
        new PostJobHandler(
            endpoints.postDecoder(), endpoints.poster(), endpoints.posting(), deliveries);
    JobEndpoint posted =
        new JobEndpoint(
            new PostCallerCheck(config.access().postTokens(), failures), known, unproven, posting);
    JobEndpoint delivered = new JobEndpoint(runCallers, known, unproven, posting);
    HttpHandler post =
        exchange -> (JobEndpoint.isDelivery(exchange) ? delivered : posted).handleRequest(exchange);
    return new PathTemplateHandler(exchange -> elsewhere(elsewhere, exchange), false)
        .add("/job/run", run)
        .add("/job/run" + TYPE, run)
        .add("/job/post", post)
        .add("/job/post" + TYPE, post);
  }

  /** Answers health checks even while the worker drains. */
  private static HttpHandler routes(Endpoints endpoints, GracefulDrain drain) {
    List<HealthCheck> checks = new ArrayList<>(endpoints.checks());
    checks.add(drain);
    HttpHandler paths =
        new PathTemplateHandler(drain, false)
            .add("/health/live", new HealthHandler(List.of(), HEALTH))
            .add("/health/ready", new HealthHandler(checks, HEALTH));
    return exchange -> (JobEndpoint.isDelivery(exchange) ? drain : paths).handleRequest(exchange);
  }

  /** A message that the daemon posts to a wrong address would come again and again. */
  private static void elsewhere(JobEndpoint deliveries, HttpServerExchange exchange) {
    if (JobEndpoint.isDelivery(exchange)) {
      deliveries.handleRequest(exchange);
    } else {
      JsonResponse.problem(
              404,
              "Not found",
              "Use /job/run, /job/run/{job_type}, /job/post, /job/post/{job_type}, /health/live or /health/ready.")
          .send(exchange);
    }
  }

  /**
   * Most bodies arrive with their headers, and are read here. Only the others need a time limit.
   */
  private static void handle(HttpHandler root, HttpServerExchange exchange) throws Exception {
    root.handleRequest(exchange);
    if (!exchange.isRequestComplete()) {
      exchange
          .getIoThread()
          .executeAfter(
              () -> {
                if (!exchange.isRequestComplete()) {
                  IoUtils.safeClose(exchange.getConnection());
                }
              },
              SLOWEST.toSeconds(),
              TimeUnit.SECONDS);
    }
  }

  private void listen(HttpConfig config) {
    try {
      undertow.start();
    } catch (RuntimeException e) {
      throw e.getCause() instanceof BindException ? new PortTakenException(config, e) : e;
    }
  }

  /**
   * Uses no thread-local caches of direct buffers, because they grow with every thread that uses
   * one.
   */
  private static Undertow undertow(HttpConfig config, HttpHandler root) {
    return Undertow.builder()
        .addHttpListener(config.port(), config.host(), exchange -> handle(root, exchange))
        .setByteBufferPool(new DefaultByteBufferPool(true, BUFFER, BUFFERS, 0))
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) MAX_BODY)
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADERS)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) HEADERS.toMillis())
        .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, SHUTDOWN_MILLIS)
        .setSocketOption(Options.CONNECTION_HIGH_WATER, CONNECTIONS)
        .setSocketOption(Options.CONNECTION_LOW_WATER, CONNECTIONS)
        .build();
  }
}
