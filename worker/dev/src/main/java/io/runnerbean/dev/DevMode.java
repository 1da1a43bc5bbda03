package io.runnerbean.dev;

import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.config.Secret;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.jobs.Jobs;
import io.runnerbean.sqsd.Daemon;
import io.runnerbean.sqsd.cron.Schedule;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import io.runnerbean.testkit.SqsServer;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs PostgreSQL, SQS, the worker and the daemon from one process. */
record DevMode(PostgresDatabase database, DevQueues queues, URI url) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int POOL = 16;

  /**
   * Starts all parts. Each stops with the process.
   *
   * @throws DevException if a port is in use, or if the data is damaged or from an older version
   */
  static DevMode start(
      DevFolder folder, DevPorts ports, List<Schedule> schedules, ShutdownHook running)
      throws Exception {
    ports.requireFree();
    Progress progress = new Progress(System.out);
    PostgresServer postgres =
        running.add(
            progress.step(
                "PostgreSQL",
                () -> folder.startPostgres(ports.postgres()),
                server -> at(server.port())));
    SqsServer sqs =
        running.add(
            progress.step(
                "SQS",
                () -> SqsServer.persistent(folder.data().sqs(), ports.sqs()),
                server -> at(server.port())));
    PostgresDatabase database = postgres.database("runnerbean");
    folder.requireCurrent(database);
    DevQueues queues = DevQueues.create(sqs, running.add(sqs.client()));
    Worker worker =
        running.add(
            progress.step(
                "worker",
                () ->
                    Worker.start(
                        config(database, queues, ports), Jobs.catalog(), Clock.systemUTC()),
                server -> at(server.port())));
    DevMode dev = new DevMode(database, queues, URI.create("http://" + at(worker.port())));
    running.add(
        progress.step(
            "daemon",
            () -> Daemon.start(queues.daemon(dev.url, schedules), queues.sqs(), Clock.systemUTC()),
            _ -> "from SQS to the worker"));
    folder.writeEnvironment(dev.environment());
    progress.ready();
    return dev;
  }

  /** The environment variables by which commands in other terminals find the parts. */
  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(queues.environment());
    environment.putAll(database.environment());
    return environment;
  }

  private static String at(int port) {
    return LOOPBACK + ":" + port;
  }

  private static WorkerConfig config(PostgresDatabase database, DevQueues queues, DevPorts ports) {
    DatabaseConfig pool =
        new DatabaseConfig(
            database.host(),
            database.port(),
            database.name(),
            database.user(),
            new Secret(database.password()),
            POOL);
    return new WorkerConfig(pool, HttpConfig.loopback(ports.worker()), queues.config())
        .forwardingTo(queues.deadLetterConfig());
  }
}
