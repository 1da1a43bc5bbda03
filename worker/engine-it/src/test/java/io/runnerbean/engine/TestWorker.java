package io.runnerbean.engine;

import io.runnerbean.config.Secret;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.testkit.PostgresDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A worker on a free port, with requests to it and queries of its database. */
final class TestWorker implements AutoCloseable {

  private static final List<String> TABLES =
      List.of(
          "note",
          "runnerbean.run",
          "runnerbean.run_attempt",
          "runnerbean.job_queue",
          "runnerbean.dead_letter",
          "runnerbean.worker_run",
          "runnerbean.checkpoint",
          "runnerbean.unique_key",
          "runnerbean.paused_type",
          "runnerbean.job_start");

  /**
   * Deletes all notes and runs, once no transaction writes them. To truncate all partitions would
   * take six times as long.
   */
  static final String DELETE_RUNS =
      "begin; lock table %s in share row exclusive mode; delete from %s; commit"
          .formatted(String.join(", ", TABLES), String.join("; delete from ", TABLES));

  private final HttpClient client = HttpClient.newHttpClient();
  private final PostgresDatabase database;
  private final Worker worker;

  /** Stays open, because connecting costs more than the many queries of tests. */
  private @Nullable Connection connection;

  private volatile boolean isClosed;

  private TestWorker(PostgresDatabase database, Worker worker) {
    this.database = database;
    this.worker = worker;
  }

  static TestWorker start(PostgresDatabase database, JobCatalog catalog) {
    return start(databaseConfig(database, database.port(), 4), database, catalog);
  }

  /** Starts a worker that connects by this configuration. */
  static TestWorker start(DatabaseConfig config, PostgresDatabase database, JobCatalog catalog) {
    return start(
        new WorkerConfig(config, HttpConfig.loopback(0), null),
        database,
        catalog,
        Clock.systemUTC());
  }

  static TestWorker start(
      WorkerConfig config, PostgresDatabase database, JobCatalog catalog, Clock clock) {
    return new TestWorker(database, Worker.start(config, catalog, clock));
  }

  int port() {
    return worker.port();
  }

  static DatabaseConfig databaseConfig(PostgresDatabase database, int port, int pool) {
    return new DatabaseConfig(
        database.host(),
        port,
        database.name(),
        database.user(),
        new Secret(database.password()),
        pool);
  }

  HttpResponse<String> post(String path, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Returns the first column of each row. */
  List<String> query(String sql) throws SQLException {
    return isClosed ? database.query(sql) : PostgresDatabase.query(openConnection(), sql);
  }

  void execute(String sql) throws SQLException {
    if (isClosed) {
      database.execute(sql);
    } else {
      PostgresDatabase.execute(openConnection(), sql);
    }
  }

  /** Stops the worker. Queries remain possible. */
  @Override
  public synchronized void close() {
    isClosed = true;
    worker.close();
    client.close();
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized Connection openConnection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = database.connect();
      connection = open;
    }
    return open;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.port() + path))
        .timeout(Duration.ofSeconds(60));
  }
}
