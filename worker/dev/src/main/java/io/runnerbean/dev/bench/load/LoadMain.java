package io.runnerbean.dev.bench.load;

import com.zaxxer.hikari.HikariDataSource;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.engine.database.Connections;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.Receipts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A process that works when it is told to: reads milliseconds, one line at a time, works for that
 * long, and answers each with a line of what came of it. Ends with its input.
 */
public final class LoadMain {

  private LoadMain() {}

  /**
   * Runs it.
   *
   * @param args {@code http URL CONNECTIONS}, or {@code jdbc} with the worker's database in the
   *     environment
   */
  public static void main(String[] args) throws Exception {
    Load load = new Load(args[0].equals("http") ? http(args) : jdbc());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(load.run(Duration.ofMillis(Long.parseLong(line))).line());
    }
    System.exit(0);
  }

  private static List<Work> http(String[] args) throws IOException {
    List<Work> works = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      works.add(HttpWork.connect(URI.create(args[1])));
    }
    return works;
  }

  /** More threads than connections would only wait for one. */
  private static List<Work> jdbc() {
    DatabaseConfig config = WorkerConfig.from(System.getenv()).database();
    HikariDataSource pool = Connections.pool(config, "jdbc", config.pool(), Duration.ofSeconds(30));
    return Collections.nCopies(
        config.pool(), new JdbcWork(pool, new Receipts(), new History("jdbc")));
  }
}
