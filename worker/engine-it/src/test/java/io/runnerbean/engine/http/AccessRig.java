package io.runnerbean.engine.http;

import io.runnerbean.config.Secret;
import io.runnerbean.config.signing.SigningKeys;
import io.runnerbean.engine.delivery.DeliveryRig;
import io.runnerbean.engine.http.auth.AccessConfig;
import io.runnerbean.engine.http.auth.PostTokens;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import io.runnerbean.engine.slots.LoadLimits;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.testkit.PostgresDatabase;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The worker's endpoints on a real server and a real database. Connections seem to come from other
 * addresses.
 */
final class AccessRig implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final String KEY = "a key that is long enough to sign with";
  static final String OLD_KEY = "another key that is long enough, too";

  private static final String PEER = "X-Test-Peer";

  private final DeliveryRig rig;
  private final Undertow server;

  /** Does nothing: a 200 means that the request was allowed. */
  private static final class IdleJob implements Job<IdleJob.Nothing> {

    record Nothing() {}

    @Override
    public JobType<Nothing> type() {
      return JobType.of("IdleJob", Nothing.class);
    }

    @Override
    public JobResult run(Nothing payload, JobContext context) {
      return JobResult.succeeded();
    }
  }

  private static final LoadLimits LIMITS = LoadLimits.of(2, 2);

  AccessRig(PostgresDatabase where) throws Exception {
    JobCatalog catalog = JobCatalog.of(new IdleJob());
    rig = new DeliveryRig(where, catalog, LIMITS, LIMITS.slots(), CLOCK);
    HttpHandler routes =
        HttpServer.jobs(
            config(),
            new HttpServer.Endpoints(
                rig.deliveries(),
                new PostDecoder(rig.registry()),
                new JobPoster(null),
                rig.threads(),
                rig.running(),
                List.of()),
            CLOCK);
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1", exchange -> routes.handleRequest(fromPeer(exchange)))
            .build();
    server.start();
  }

  /** A POST to the idle job, as if from this peer. */
  HttpRequest.Builder request(String peer, String path) {
    int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + "/IdleJob"))
        .header(PEER, peer)
        .POST(HttpRequest.BodyPublishers.ofString("{}"));
  }

  @Override
  public void close() {
    server.stop();
    rig.close();
  }

  private static HttpServerExchange fromPeer(HttpServerExchange exchange) {
    String peer = exchange.getRequestHeaders().getFirst(PEER);
    return exchange.setSourceAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 50_000));
  }

  private static HttpConfig config() {
    PostTokens tokens = PostTokens.parse(PostTokens.hashOf("new") + "," + PostTokens.hashOf("old"));
    SigningKeys keys = new SigningKeys(List.of(new Secret(KEY), new Secret(OLD_KEY)));
    return new HttpConfig(
        "127.0.0.1", 0, TrustedPeers.none(), new AccessConfig(tokens, keys), Duration.ofSeconds(1));
  }
}
