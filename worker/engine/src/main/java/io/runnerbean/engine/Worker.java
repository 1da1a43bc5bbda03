package io.runnerbean.engine;

import io.runnerbean.engine.consumer.QueueConsumer;
import io.runnerbean.engine.database.DataSources;
import io.runnerbean.engine.database.DatabaseStartup;
import io.runnerbean.engine.http.HttpServer;
import io.runnerbean.engine.lifecycle.Closer;
import io.runnerbean.engine.poll.Polling;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.TimeoutCheck;
import io.runnerbean.job.JobCatalog;
import java.sql.SQLException;
import java.time.Clock;

/** A running worker. */
public final class Worker implements AutoCloseable {

  private final Closer parts;
  private final QueueConsumer consumer;
  private final Polling polling;
  private final HttpServer http;

  Worker(Closer parts, QueueConsumer consumer, Polling polling, HttpServer http) {
    this.parts = parts;
    this.consumer = consumer;
    this.polling = polling;
    this.http = http;
  }

  /**
   * Checks the jobs, opens and migrates the database, and begins to take work.
   *
   * @throws RuntimeException if the jobs cannot be registered, the database cannot be used, or the
   *     port is taken; its message says what to change
   */
  public static Worker start(WorkerConfig config, JobCatalog catalog, Clock clock) {
    Closer parts = new Closer();
    try {
      DatabaseStartup startup =
          parts.add(
              DatabaseStartup.begin(config.database(), catalog, config.deliveries().timeout()));
      JobRegistry registry =
          JobRegistry.of(
              catalog.jobs(),
              new TimeoutCheck(config.deliveries().timeout(), DataSources.IDLE_LIMIT));
      return new WorkerComponents(config, registry, startup.migrated(), clock, parts).start();
    } catch (SQLException e) {
      parts.close();
      throw new IllegalStateException("the tables of runs cannot be used: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /**
   * Sets up what needs no database, and closes it again. A JVM can thereby record an AOT cache on a
   * machine without a database.
   *
   * @throws RuntimeException if the jobs cannot be registered
   */
  public static void rehearse(WorkerConfig config, JobCatalog catalog) {
    DatabaseStartup.rehearse(config.database(), catalog);
    JobRegistry.of(
        catalog.jobs(), new TimeoutCheck(config.deliveries().timeout(), DataSources.IDLE_LIMIT));
  }

  public int port() {
    return http.port();
  }

  /**
   * Drains, then closes the job queue's consumer and the database. All parts measure the drain
   * limit from the begin of this call. A second call does nothing.
   */
  @Override
  public synchronized void close() {
    http.beginDrain();
    consumer.stopClaiming();
    polling.stop();
    parts.close();
  }
}
