package io.runnerbean.engine.http;

import io.runnerbean.embedded.PostgresDatabase;
import io.runnerbean.engine.access.AccessConfig;
import io.runnerbean.engine.access.PostTokens;
import io.runnerbean.engine.access.SigningKeys;
import io.runnerbean.engine.config.Secret;
import io.runnerbean.engine.database.Database;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.database.Opening;
import io.runnerbean.engine.dispatch.Admission;
import io.runnerbean.engine.dispatch.CustodyDecoder;
import io.runnerbean.engine.dispatch.Dispatcher;
import io.runnerbean.engine.dispatch.Ending;
import io.runnerbean.engine.dispatch.Intake;
import io.runnerbean.engine.dispatch.JobTransaction;
import io.runnerbean.engine.dispatch.LedgerWatch;
import io.runnerbean.engine.dispatch.LongRunning;
import io.runnerbean.engine.dispatch.Punctuality;
import io.runnerbean.engine.dispatch.Resumption;
import io.runnerbean.engine.dispatch.RetriedBy;
import io.runnerbean.engine.dispatch.RunningJobs;
import io.runnerbean.engine.dispatch.Settlement;
import io.runnerbean.engine.dispatch.SharedTransaction;
import io.runnerbean.engine.dispatch.Uniqueness;
import io.runnerbean.engine.dispatch.Work;
import io.runnerbean.engine.ledger.Attempts;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.KeptPayloads;
import io.runnerbean.engine.ledger.Partitions;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.ledger.UniqueRuns;
import io.runnerbean.engine.message.MessageDecoder;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.slots.SharedSlots;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
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
 * The worker's addresses on a real server and a real database, whose connections are made to look
 * as if they came from elsewhere.
 */
final class AccessRig implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final String KEY = "a key that is long enough to sign with";
  static final String OLD_KEY = "another key that is long enough, too";

  private static final String PEER = "X-Test-Peer";

  private final SharedSlots slots = new SharedSlots(2);
  private final JobThreads threads = new JobThreads(LoadLimits.forPool(2), slots);
  private final Opening opening;
  private final Database database;
  private final LedgerWatch watch;
  private final Undertow server;

  /** Does nothing, so that a 200 means that it was let in. */
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

  AccessRig(PostgresDatabase where) throws Exception {
    JobCatalog catalog = JobCatalog.of(new IdleJob());
    opening =
        Opening.begin(
            new DatabaseConfig(
                where.host(),
                where.port(),
                where.name(),
                where.user(),
                new Secret(where.password()),
                2),
            catalog);
    database = opening.migrated();
    new Partitions(database.control()).keepAhead();
    watch = LedgerWatch.start(database.control(), 1_000);
    HttpHandler routes =
        new Routes(config(), endpoints(JobRegistry.of(catalog.jobs())), threads).jobs();
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
    threads.close();
    watch.close();
    opening.close();
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

  private Endpoints endpoints(JobRegistry registry) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    RunningJobs running = new RunningJobs(new Punctuality(Clock.systemUTC()));
    History history = new History("test", KeptPayloads.FAILED);
    Settlement settlement = new Settlement(history, new Attempts("test"), watch, clock);
    JobQueue queue = new JobQueue();
    Uniqueness uniqueness = new Uniqueness(new UniqueRuns(), queue, history);
    CustodyDecoder decoder = new CustodyDecoder(registry);
    Ending ending = new Ending(settlement);
    Work work =
        new Work(
            new JobTransaction(database.sessions(), ending, running, clock),
            new LongRunning(database.sessions(), ending, running, slots.forCustody(), clock));
    return new Endpoints(
        new MessageDecoder(registry),
        new Dispatcher(
            work,
            new Resumption(
                decoder,
                work,
                new SharedTransaction(decoder, database.sessions(), settlement, running, clock)),
            settlement,
            new Intake(
                new Admission(database.sessions(), new Receipts(), queue, uniqueness, watch), work),
            RetriedBy.LEDGER),
        new PostDecoder(registry),
        new JobPoster(null, database.sessions(), new Receipts()),
        running,
        List.of(),
        clock);
  }
}
