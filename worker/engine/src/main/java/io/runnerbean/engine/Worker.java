package io.runnerbean.engine;

import io.runnerbean.engine.database.Database;
import io.runnerbean.engine.dispatch.Dispatcher;
import io.runnerbean.engine.dispatch.JobTransaction;
import io.runnerbean.engine.dispatch.RunningJobs;
import io.runnerbean.engine.http.Endpoints;
import io.runnerbean.engine.http.HttpServer;
import io.runnerbean.engine.http.LoadLimits;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.PartitionKeeper;
import io.runnerbean.engine.ledger.Partitions;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.message.MessageDecoder;
import io.runnerbean.engine.post.JobPoster;
import io.runnerbean.engine.post.PostDecoder;
import io.runnerbean.engine.queue.JobSender;
import io.runnerbean.engine.queue.TargetQueue;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.job.JobCatalog;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running worker. */
public final class Worker implements AutoCloseable {

  private final Opened parts;
  private final HttpServer http;

  private Worker(Opened parts, HttpServer http) {
    this.parts = parts;
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
    Opened parts = new Opened();
    try {
      Database database = parts.add(Database.open(config.database(), catalog));
      parts.add(PartitionKeeper.start(new Partitions(database.control())));
      Endpoints endpoints = endpoints(registry, database, sender(config.queue(), parts), clock);
      return new Worker(
          parts,
          parts.add(
              HttpServer.start(
                  config.http(), LoadLimits.forPool(config.database().pool()), endpoints)));
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
    parts.close();
  }

  private static @Nullable JobSender sender(@Nullable TargetQueue queue, Opened parts) {
    return queue == null ? null : parts.add(JobSender.open(queue));
  }

  private static Endpoints endpoints(
      JobRegistry registry, Database database, @Nullable JobSender sender, Clock clock) {
    RunningJobs running = new RunningJobs();
    Receipts receipts = new Receipts();
    History history = new History(WorkerName.current());
    JobTransaction transaction =
        new JobTransaction(database.sessions(), receipts, history, running, clock);
    return new Endpoints(
        new MessageDecoder(registry),
        new Dispatcher(transaction),
        new PostDecoder(registry),
        new JobPoster(sender, database.sessions(), receipts),
        running,
        List.of(new DatabaseCheck(database.control())),
        clock);
  }
}
