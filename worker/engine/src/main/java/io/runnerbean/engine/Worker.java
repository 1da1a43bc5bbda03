package io.runnerbean.engine;

import io.runnerbean.engine.custody.CustodyWorker;
import io.runnerbean.engine.database.Database;
import io.runnerbean.engine.database.Opening;
import io.runnerbean.engine.http.HttpServer;
import io.runnerbean.engine.ledger.PartitionKeeper;
import io.runnerbean.engine.ledger.Partitions;
import io.runnerbean.engine.ledger.Retirement;
import io.runnerbean.engine.registry.DeliveryTimeout;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.job.JobCatalog;
import java.sql.SQLException;
import java.time.Clock;

/** A running worker. */
public final class Worker implements AutoCloseable {

  private final Opened parts;
  private final CustodyWorker custody;
  private final HttpServer http;

  Worker(Opened parts, CustodyWorker custody, HttpServer http) {
    this.parts = parts;
    this.custody = custody;
    this.http = http;
  }

  /**
   * Checks the jobs, opens and migrates the database, and takes work.
   *
   * @throws RuntimeException whose message says what to change: the jobs cannot be registered, the
   *     database cannot be used, or the port is taken
   */
  public static Worker start(WorkerConfig config, JobCatalog catalog, Clock clock) {
    new DeliveryTimeout(config.deliveryTimeout()).check(catalog.jobs());
    Opened parts = new Opened();
    try {
      Opening opening = parts.add(Opening.begin(config.database(), catalog));
      JobRegistry registry = JobRegistry.of(catalog.jobs());
      Database database = opening.migrated();
      parts.add(
          PartitionKeeper.start(
              new Partitions(database.control()),
              new Retirement(database.control(), config.history().days())));
      return new Assembly(config, registry, database, clock).start(parts);
    } catch (SQLException e) {
      parts.close();
      throw new IllegalStateException("the ledger's partitions could not be made", e);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  public int port() {
    return http.port();
  }

  /** Drains, and lets go of queue and database. A second call does nothing. */
  @Override
  public void close() {
    custody.stopClaiming();
    parts.close();
  }
}
