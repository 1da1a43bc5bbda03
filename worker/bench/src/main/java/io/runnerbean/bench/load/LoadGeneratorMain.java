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
 * A load generator in its own process. It reads an amount of load from each line of its standard
 * input, and prints a line with the result. It ends when its input ends.
 */
public final class LoadGeneratorMain {

  private LoadGeneratorMain() {}

  /**
   * Runs the load generator.
   *
   * @param args {@code http URL JOB_TYPE CONNECTIONS}, or {@code jdbc} or {@code sql TRANSACTION
   *     CONNECTIONS} with the worker's database in the environment: the amount is in milliseconds;
   *     or {@code receive-and-delete} with the daemon's settings in the environment: the amount is
   *     the number of messages
   */
  public static void main(String[] args) throws Exception {
    LoadGenerator generator = generator(args);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(generator.run(Long.parseLong(line)).line());
    }
    System.exit(0);
  }

  private static LoadGenerator generator(String[] args) throws IOException, SQLException {
    return switch (args[0]) {
      case "http" -> new PostGenerator(URI.create(args[1]), args[2], Integer.parseInt(args[3]));
      case "jdbc" -> new ClosedLoopGenerator(jdbc());
      case "sql" -> new ClosedLoopGenerator(sql(args));
      case "receive-and-delete" -> receiveAndDelete();
      default -> throw new IllegalArgumentException(args[0]);
    };
  }

  /** Uses the daemon's own client, and as many threads as the daemon has pollers. */
  private static LoadGenerator receiveAndDelete() {
    DaemonConfig config = DaemonSettings.read(Map.of(), System.getenv());
    return new ReceiveAndDeleteGenerator(
        QueueClient.open(config), config.queue().url(), config.app().pollers());
  }

  /** Each operation keeps its own connection until the process ends. */
  private static List<Operation> sql(String[] args) throws SQLException {
    DatabaseConfig config = WorkerConfig.from(System.getenv()).database();
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      Connection connection = config.connect();
      connection.setAutoCommit(false);
      operations.add(SqlTransaction.of(args[1], connection));
    }
    return operations;
  }

  /** Uses one thread for each connection, because more threads would only wait. */
  private static List<Operation> jdbc() {
    DatabaseConfig config = WorkerConfig.from(System.getenv()).database();
    HikariDataSource pool =
        DataSources.pool(config.source(), "jdbc", config.pool(), Duration.ofSeconds(30));
    return Collections.nCopies(config.pool(), new JdbcInsert(pool));
  }
}
