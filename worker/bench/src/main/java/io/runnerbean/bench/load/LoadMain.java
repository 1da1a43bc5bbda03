package io.runnerbean.bench.load;

import com.zaxxer.hikari.HikariDataSource;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.engine.database.DataSources;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.sqsd.DaemonConfig;
import io.runnerbean.sqsd.QueueClient;
import io.runnerbean.sqsd.settings.DaemonSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A process that works on demand: reads how much, one line at a time, and answers each with a line
 * of what came of it. Ends with its input.
 */
public final class LoadMain {

  private LoadMain() {}

  /**
   * Runs it.
   *
   * @param args {@code http URL CONNECTIONS}, or {@code jdbc} or {@code sql WORK CONNECTIONS} with
   *     the worker's database in the environment, for so many milliseconds; or {@code drain} with
   *     the daemon's settings in the environment, for so many messages
   */
  public static void main(String[] args) throws Exception {
    Load load = load(args);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(load.run(Long.parseLong(line)).line());
    }
    System.exit(0);
  }

  private static Load load(String[] args) throws IOException, SQLException {
    return switch (args[0]) {
      case "http" -> new TimedLoad(http(args));
      case "jdbc" -> new TimedLoad(jdbc());
      case "sql" -> new TimedLoad(sql(args));
      case "drain" -> drain();
      default -> throw new IllegalArgumentException(args[0]);
    };
  }

  /** With the daemon's own client, and a thread per poller of the daemon. */
  private static Load drain() {
    DaemonConfig config = DaemonSettings.read(Map.of(), System.getenv());
    return new QueueDrain(QueueClient.open(config), config.queue().url(), config.app().pollers());
  }

  private static List<Work> http(String[] args) throws IOException {
    List<Work> works = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      works.add(HttpWork.connect(URI.create(args[1])));
    }
    return works;
  }

  /** Each has a connection for as long as the process lives. */
  private static List<Work> sql(String[] args) throws SQLException {
    DatabaseConfig config = WorkerConfig.from(System.getenv()).database();
    List<Work> works = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      Connection connection = config.connect();
      connection.setAutoCommit(false);
      works.add(SqlWork.of(args[1], connection));
    }
    return works;
  }

  /** More threads than connections would only wait for one. */
  private static List<Work> jdbc() {
    DatabaseConfig config = WorkerConfig.from(System.getenv()).database();
    HikariDataSource pool =
        DataSources.pool(config.source(), "jdbc", config.pool(), Duration.ofSeconds(30));
    return Collections.nCopies(config.pool(), new JdbcWork(pool));
  }
}
