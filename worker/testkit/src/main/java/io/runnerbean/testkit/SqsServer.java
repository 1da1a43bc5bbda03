package io.runnerbean.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.AutoCreateQueuesConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.Nil$;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SQS over HTTP inside this JVM, by ElasticMQ, with SQS's limits enforced. It listens on loopback
 * by default.
 */
public final class SqsServer implements AutoCloseable {

  /** The region of its queues. */
  public static final String REGION = "us-east-1";

  private static final String HOST = "127.0.0.1";
  private static final String ACCOUNT = "000000000000";
  private static final Duration RESTORE_WAIT = Duration.ofSeconds(60);

  private final ActorSystem actors;
  private final SQSRestServer server;
  private final int port;

  private SqsServer(ActorSystem actors, SQSRestServer server) {
    this.actors = actors;
    this.server = server;
    this.port = server.waitUntilStarted().localAddress().getPort();
  }

  /** Starts a server on a free port. Its data is lost when it closes. */
  public static SqsServer temporary() {
    return temporary(HOST, 0);
  }

  /**
   * Starts such a server at this address, because loopback cannot be reached from outside a
   * container.
   */
  public static SqsServer temporary(String host, int port) {
    return start(actors(), host, port, Option.empty());
  }

  /**
   * Starts a server that keeps its queues and messages in {@code folder}.
   *
   * @param port 1 to 65535, or 0 for a free one
   */
  public static SqsServer persistent(Path folder, int port) {
    ActorSystem actors = actors();
    SqlQueuePersistenceConfig storage =
        new SqlQueuePersistenceConfig(
            true, "org.h2.Driver", "jdbc:h2:" + folder.resolve("queues"), "", "", false);
    ActorRef keeper =
        actors.actorOf(Props.create(SqlQueuePersistenceActor.class, storage, Nil$.MODULE$));
    return start(actors, HOST, port, Option.apply(keeper));
  }

  public int port() {
    return port;
  }

  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + port);
  }

  /** Returns a client of this server. The caller closes it. */
  public SqsClient client() {
    return client(endpoint());
  }

  /**
   * Returns the environment of an AWS client in another process. The server accepts any
   * credentials.
   */
  public static Map<String, String> clientEnvironment() {
    return Map.of("AWS_REGION", REGION, "AWS_ACCESS_KEY_ID", "any", "AWS_SECRET_ACCESS_KEY", "any");
  }

  /** Returns a client of such a server in another process. The caller closes it. */
  public static SqsClient client(URI endpoint) {
    return SqsClient.builder()
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .proxyConfiguration(
                    ProxyConfiguration.builder()
                        .useEnvironmentVariableValues(false)
                        .useSystemPropertyValues(false)
                        .build()))
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .build();
  }

  @Override
  public void close() {
    server.stopAndWait();
    actors.terminate();
    actors.getWhenTerminated().toCompletableFuture().join();
  }

  private static SqsServer start(
      ActorSystem actors, String host, int port, Option<ActorRef> keeper) {
    ActorRef queues =
        actors.actorOf(
            Props.create(
                QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, keeper));
    if (keeper.isDefined()) {
      Patterns.ask(keeper.get(), new QueueEvent.Restore(queues), RESTORE_WAIT)
          .toCompletableFuture()
          .join();
    }
    return new SqsServer(actors, rest(actors, queues, host, port, keeper).start());
  }

  private static TheSQSRestServerBuilder rest(
      ActorSystem actors, ActorRef queues, String host, int port, Option<ActorRef> keeper) {
    return new TheSQSRestServerBuilder(
        Option.apply(actors),
        Option.apply(queues),
        host,
        port,
        new NodeAddress("http", host, port, ""),
        true,
        StrictSQSLimits$.MODULE$,
        REGION,
        ACCOUNT,
        keeper,
        AutoCreateQueuesConfig.disabled());
  }

  /**
   * Makes actors without shutdown hooks, because the caller closes the server after its clients.
   */
  private static ActorSystem actors() {
    Config config =
        ConfigFactory.parseString("pekko { loglevel = WARNING, jvm-shutdown-hooks = off }")
            .withFallback(ConfigFactory.load());
    return ActorSystem.create("elasticmq", config);
  }
}
