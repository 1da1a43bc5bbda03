package io.runnerbean.engine.http;

import io.runnerbean.config.Secret;
import io.runnerbean.engine.database.Database;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.database.DatabaseStartup;
import io.runnerbean.engine.delivery.DeliveryHandler;
import io.runnerbean.engine.delivery.DeliveryRunner;
import io.runnerbean.engine.delivery.Enqueuer;
import io.runnerbean.engine.delivery.MessageDecoder;
import io.runnerbean.engine.delivery.RetryOwner;
import io.runnerbean.engine.execution.ActiveRunsReporter;
import io.runnerbean.engine.execution.AttemptCompleter;
import io.runnerbean.engine.execution.BatchExecutor;
import io.runnerbean.engine.execution.DatabaseProbe;
import io.runnerbean.engine.execution.JobExecutor;
import io.runnerbean.engine.execution.QueueStatus;
import io.runnerbean.engine.execution.RunStatistics;
import io.runnerbean.engine.execution.RunningJobs;
import io.runnerbean.engine.execution.ScheduleLateness;
import io.runnerbean.engine.http.auth.AccessConfig;
import io.runnerbean.engine.http.auth.PostTokens;
import io.runnerbean.engine.http.auth.SigningKeys;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.TimeoutCheck;
import io.runnerbean.engine.slots.JobThreads;
import io.runnerbean.engine.slots.LoadLimits;
import io.runnerbean.engine.slots.SharedExecutionSlots;
import io.runnerbean.engine.store.ActiveRuns;
import io.runnerbean.engine.store.FailedAttempts;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.Partitions;
import io.runnerbean.engine.store.RetentionConfig;
import io.runnerbean.engine.store.Runs;
import io.runnerbean.engine.store.SharedCommit;
import io.runnerbean.engine.store.UniqueKeys;
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
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/**
 * The worker's endpoints on a real server and a real database. Connections seem to come from other
 * addresses.
 */
final class AccessRig implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final TimeoutCheck TIMEOUTS =
      new TimeoutCheck(Duration.ofMinutes(5), Duration.ofMinutes(5));
  static final String KEY = "a key that is long enough to sign with";
  static final String OLD_KEY = "another key that is long enough, too";

  private static final String PEER = "X-Test-Peer";

  private final JobThreads threads = new JobThreads(LoadLimits.forPool(2));
  private final DatabaseStartup opening;
  private final Database database;
  private final QueueStatus status;
  private final RunningJobs running = new RunningJobs(new ScheduleLateness(Clock.systemUTC()));
  private final ActiveRunsReporter reporter;
  private final RunStatistics statistics;
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

  AccessRig(PostgresDatabase where) throws Exception {
    JobCatalog catalog = JobCatalog.of(new IdleJob());
    opening =
        DatabaseStartup.begin(
            new DatabaseConfig(
                where.host(),
                where.port(),
                where.name(),
                where.user(),
                new Secret(where.password()),
                2),
            catalog,
            Duration.ofMinutes(1));
    database = opening.migrated();
    try (Connection connection = database.control().getConnection()) {
      var _ = Partitions.makeAhead(connection);
    }
    status = QueueStatus.start(database.control(), 1_000);
    reporter = ActiveRunsReporter.start(running, new ActiveRuns("test"), database.control());
    statistics = RunStatistics.start(database.control(), CLOCK);
    DeliveryHandler deliveries = deliveries(JobRegistry.of(catalog.jobs(), TIMEOUTS));
    HttpHandler routes =
        HttpServer.jobs(
            config(),
            new HttpServer.Endpoints(
                deliveries,
                new PostDecoder(JobRegistry.of(catalog.jobs(), TIMEOUTS)),
                new JobPoster(null),
                threads,
                running,
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
    threads.close();
    reporter.close();
    statistics.close();
    running.close();
    status.close();
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

  private DeliveryHandler deliveries(JobRegistry registry) {
    DataSource control = database.control();
    Runs runs = new Runs("test", RetentionConfig.standard());
    JobQueue queue = new JobQueue();
    DatabaseProbe probe = new DatabaseProbe(control);
    JobExecutor executor =
        new JobExecutor(
            database.sessions(),
            running,
            reporter,
            new AttemptCompleter(runs, queue, new FailedAttempts("test")),
            status,
            probe,
            statistics,
            CLOCK);
    return new DeliveryHandler(
        threads,
        new SharedExecutionSlots(2),
        new MessageDecoder(registry),
        new BatchExecutor(
            database.sessions(),
            runs,
            new SharedCommit("test", RetentionConfig.standard()),
            running,
            statistics,
            CLOCK),
        new DeliveryRunner(
            executor,
            new Enqueuer(database.sessions(), runs, queue, new UniqueKeys(), status, probe),
            status,
            RetryOwner.POSTGRES,
            CLOCK));
  }
}
