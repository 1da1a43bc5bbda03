package io.runnerbean.engine;

import io.runnerbean.engine.database.Database;
import io.runnerbean.engine.dispatch.Dispatcher;
import io.runnerbean.engine.dispatch.JobTransaction;
import io.runnerbean.engine.http.HttpServer;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.PartitionKeeper;
import io.runnerbean.engine.ledger.Partitions;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.message.MessageDecoder;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.job.JobCatalog;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** A running worker. */
public final class Worker implements AutoCloseable {

  private final Database database;
  private final PartitionKeeper partitions;
  private final HttpServer http;

  private Worker(Database database, PartitionKeeper partitions, HttpServer http) {
    this.database = database;
    this.partitions = partitions;
    this.http = http;
  }

  /**
   * Checks the jobs, opens and migrates the database, and listens.
   *
   * @throws RuntimeException whose message says what to change: the jobs cannot be registered, the
   *     database cannot be used, or the port is taken
   */
  public static Worker start(WorkerConfig config, JobCatalog catalog, Clock clock) {
    JobRegistry registry = JobRegistry.of(catalog.jobs());
    try (Opened opened = new Opened()) {
      Database database = opened.add(Database.open(config.database(), catalog));
      PartitionKeeper partitions =
          opened.add(PartitionKeeper.start(new Partitions(database.control())));
      HttpServer http = opened.add(listen(config, registry, database, clock));
      opened.keep();
      return new Worker(database, partitions, http);
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger's partitions could not be made", e);
    }
  }

  public int port() {
    return http.port();
  }

  /** Refuses new requests, lets running jobs finish for up to 30 s, and lets go of the database. */
  @Override
  public void close() {
    try (database;
        partitions) {
      http.close();
    }
  }

  private static HttpServer listen(
      WorkerConfig config, JobRegistry registry, Database database, Clock clock) {
    JobTransaction transaction =
        new JobTransaction(
            database.sessions(), new Receipts(), new History(WorkerName.current()), clock);
    return HttpServer.start(
        config.http(),
        config.database().pool(),
        new MessageDecoder(registry),
        new Dispatcher(transaction),
        List.of(new DatabaseCheck(database.control())));
  }
}
