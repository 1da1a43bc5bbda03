package io.runnerbean.dev;

import io.runnerbean.cli.Running;
import io.runnerbean.embedded.PostgresDatabase;
import io.runnerbean.embedded.PostgresServer;
import io.runnerbean.embedded.SqsServer;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.engine.config.Secret;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.http.TrustedPeers;
import io.runnerbean.jobs.Jobs;
import io.runnerbean.sqsd.Daemon;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/** All parts in one process: PostgreSQL, SQS, the worker, the daemon. */
record DevMode(PostgresDatabase database, DevQueues queues, URI url) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int POOL = 16;

  /**
   * Starts all parts, each of which stops with the process.
   *
   * @throws DevException if a port is taken
   */
  static DevMode start(DevFolder folder, DevPorts ports, Running running) throws Exception {
    ports.requireFree();
    Progress progress = new Progress(System.out);
    PostgresServer postgres =
        running.add(
            progress.step(
                "PostgreSQL",
                () -> PostgresServer.persistent(folder.postgres(), ports.postgres()),
                server -> at(server.port())));
    SqsServer sqs =
        running.add(
            progress.step(
                "SQS",
                () -> SqsServer.persistent(folder.sqs(), ports.sqs()),
                server -> at(server.port())));
    PostgresDatabase database = postgres.database("runnerbean");
    Worker worker =
        running.add(
            progress.step(
                "worker", () -> worker(database, ports.worker()), server -> at(server.port())));
    SqsClient client = running.add(sqs.client());
    DevMode dev =
        new DevMode(
            database, DevQueues.create(sqs, client), URI.create("http://" + at(worker.port())));
    running.add(
        progress.step(
            "daemon",
            () -> Daemon.start(dev.queues.daemon(dev.url), client),
            _ -> "from SQS to the worker"));
    folder.note(dev.environment());
    progress.ready();
    return dev;
  }

  /** What the commands in other terminals need to find the parts. */
  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(queues.environment());
    environment.put("RDS_HOSTNAME", database.host());
    environment.put("RDS_PORT", String.valueOf(database.port()));
    environment.put("RDS_DB_NAME", database.name());
    environment.put("RDS_USERNAME", database.user());
    environment.put("RDS_PASSWORD", database.password());
    return environment;
  }

  private static String at(int port) {
    return LOOPBACK + ":" + port;
  }

  private static Worker worker(PostgresDatabase database, int port) {
    DatabaseConfig pool =
        new DatabaseConfig(
            database.host(),
            database.port(),
            database.name(),
            database.user(),
            new Secret(database.password()),
            POOL);
    return Worker.start(
        new WorkerConfig(pool, new HttpConfig(LOOPBACK, port, TrustedPeers.none())),
        Jobs.catalog(),
        Clock.systemUTC());
  }
}
