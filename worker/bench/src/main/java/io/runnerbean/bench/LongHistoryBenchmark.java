package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.cli.Main;
import io.runnerbean.testkit.process.Jvm;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The hot path with many finished runs of the same day. The baseline is the hot path without any.
 * It also measures how long the commands take that query these runs, with the start of the JVM.
 *
 * @param empty stays without history
 * @param full gets the history
 */
public record LongHistoryBenchmark(
    BenchmarkEnvironment empty, BenchmarkEnvironment full, Plan plan) {

  private static final String NAME = "long history";

  public static final Threshold THRESHOLD =
      new Threshold(NAME, "ratio to an empty history", Threshold.Bound.AT_LEAST, 0.9);

  private static final int CHUNK = 500_000;

  /**
   * Inserts finished runs. They are spread over this day in the order of their ids, as a worker
   * adds them, and one in a hundred is dead. Parameters: the number of all runs, and the first and
   * last run of this statement.
   */
  private static final String FILL =
      """
      insert into runnerbean.run
        (id, job_type, state, attempt, worker, message_id, started_at, finished_at, reason)
      select uuidv7(at - clock_timestamp()), 'Type' || n % 10,
        case when n % 100 = 0 then 'dead' else 'succeeded' end, 1, 'host/' || n % 7,
        gen_random_uuid(), at, at, case when n % 100 = 0 then 'its last attempt, of 20, failed' end
      from (
        select n, day + (now() - day) * (n / ?::float8) as at
        from generate_series(?, ?) n, date_trunc('day', now(), 'UTC') as day) as runs
      """;

  private static final String FILL_ATTEMPTS =
      """
      insert into runnerbean.run_attempt
        (run_id, attempt, job_type, worker, error_class, message, fingerprint, duration_ms,
         finished_at)
      select id, attempt, job_type, worker, 'java.io.IOException', 'no', 'bench', 1, finished_at
      from runnerbean.run where state = 'dead'
      """;

  private static final Map<String, List<String>> QUERIES =
      Map.of(
          "runs list", List.of("runs", "list"),
          "runs list --state dead", List.of("runs", "list", "--state", "dead"),
          "runs list --type", List.of("runs", "list", "--type", "Type3", "--force"),
          "runs list of a rare type", List.of("runs", "list", "--type", "InsertJob"),
          "dead-letters list", List.of("dead-letters", "list"));

  /** Runs the benchmark. */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf("Long history: %,d finished runs%n", plan.history());
    try (ServerProcess emptyWorker = empty.server("empty", Main.class, "serve");
        ServerProcess fullWorker = full.server("full", Main.class, "serve")) {
      fill(out);
      List<Measurement> measurements = new ArrayList<>(queryTimes());
      try (LoadProcess emptyLoad = LoadProcess.http(emptyWorker.url(), plan.connections());
          LoadProcess fullLoad = LoadProcess.http(fullWorker.url(), plan.connections())) {
        PairedComparison comparison =
            PairedComparison.runAfterWarmUp(
                contender("long history, over HTTP", full, fullWorker, fullLoad),
                contender("empty history, over HTTP", empty, emptyWorker, emptyLoad),
                plan,
                out);
        measurements.addAll(comparison.measurements());
        measurements.add(THRESHOLD.measurement(comparison.ratio()));
      }
      return measurements;
    }
  }

  private Contender contender(
      String name, BenchmarkEnvironment environment, ServerProcess worker, LoadProcess load) {
    return new Contender(
        name,
        () -> load.run(plan.each()),
        List.of(new NamedProcess("worker", worker.process()), environment.postgres()),
        worker.process());
  }

  private void fill(PrintStream out) throws SQLException {
    try (Connection connection = full.database().connect();
        PreparedStatement insert = connection.prepareStatement(FILL);
        Statement statement = connection.createStatement()) {
      for (int rows = 0; rows < plan.history(); rows += CHUNK) {
        int last = Math.min(rows + CHUNK, plan.history());
        insert.setInt(1, plan.history());
        insert.setInt(2, rows + 1);
        insert.setInt(3, last);
        insert.executeUpdate();
        out.printf("  %,d rows%n", last);
      }
      statement.execute(FILL_ATTEMPTS);
      statement.execute("vacuum analyze runnerbean.run, runnerbean.run_attempt");
    }
  }

  private List<Measurement> queryTimes() throws IOException, SQLException {
    List<Measurement> measurements = new ArrayList<>();
    for (var query : QUERIES.entrySet()) {
      measurements.add(new Measurement(NAME, query.getKey(), seconds(query.getValue()), "s"));
    }
    measurements.add(
        new Measurement(NAME, "runs show", seconds(List.of("runs", "show", anyRun())), "s"));
    return measurements;
  }

  private double seconds(List<String> command) throws IOException {
    ProcessBuilder process =
        Jvm.of(List.of("-XX:TieredStopAtLevel=1"), Main.class, full.settings(), command);
    long start = System.nanoTime();
    int exit =
        process
            .redirectErrorStream(true)
            .redirectOutput(full.folder().resolve("query.log").toFile())
            .start()
            .onExit()
            .join()
            .exitValue();
    if (exit != 0) {
      throw new IllegalStateException("%s failed; its output is in query.log".formatted(command));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private String anyRun() throws SQLException {
    return full.database().query("select id from runnerbean.run limit 1").getFirst();
  }
}
