package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.cli.Main;
import io.runnerbean.testkit.process.Jvm;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hot path with many finished runs of the same day beside the hot path without any, in turns;
 * and how long a person waits for an answer about them, the start of the command included.
 *
 * @param empty has no history
 * @param full is given one
 */
public record LongHistoryBenchmark(
    BenchmarkEnvironment empty, BenchmarkEnvironment full, Plan plan) {

  private static final String NAME = "long history";

  /** The ratio, and the least that is good enough. */
  public static final Threshold GOAL =
      new Threshold(NAME, "ratio to an empty history", Threshold.Bound.AT_LEAST, 0.9);

  private static final int CHUNK = 500_000;

  /**
   * Runs number one to another of so many in all. They are spread over this day, in the order of
   * their ids, as a worker adds them; one in a hundred is dead.
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

  private static final Map<String, List<String>> QUESTIONS =
      Map.of(
          "runs list", List.of("runs", "list"),
          "runs list --state dead", List.of("runs", "list", "--state", "dead"),
          "runs list --type", List.of("runs", "list", "--type", "Type3"),
          "runs list of a rare type", List.of("runs", "list", "--type", "InsertJob"),
          "dead-letters list", List.of("dead-letters", "list"));

  /** Measures. */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf("Long history: %,d finished runs%n", plan.history());
    try (ServerProcess few = empty.server("empty", Main.class, "serve");
        ServerProcess many = full.server("full", Main.class, "serve")) {
      fill(out);
      List<Measurement> measurements = new ArrayList<>(questions());
      try (LoadProcess toFew = LoadProcess.http(few.url(), plan.connections());
          LoadProcess toMany = LoadProcess.http(many.url(), plan.connections())) {
        measurements.addAll(
            fight(
                side("long history, over HTTP", full, many, toMany),
                side("empty history, over HTTP", empty, few, toFew),
                out));
      }
      return measurements;
    }
  }

  private List<Measurement> fight(Contender ours, Contender limit, PrintStream out)
      throws Exception {
    PairedComparison _ = PairedComparison.fight(ours, limit, plan.warmUp(), out);
    PairedComparison comparison = PairedComparison.fight(ours, limit, plan.measured(), out);
    List<Measurement> measurements = new ArrayList<>(comparison.measurements());
    measurements.add(GOAL.measurement(comparison.ratio()));
    return measurements;
  }

  private Contender side(
      String name, BenchmarkEnvironment environment, ServerProcess worker, LoadProcess load) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("worker", worker.process());
    processes.put("PostgreSQL", environment.postgres());
    return new Contender(name, () -> load.run(plan.each()), processes, worker.process());
  }

  private void fill(PrintStream out) throws SQLException {
    try (Connection connection = full.database().connect();
        PreparedStatement insert = connection.prepareStatement(FILL);
        Statement rest = connection.createStatement()) {
      for (int rows = 0; rows < plan.history(); rows += CHUNK) {
        int last = Math.min(rows + CHUNK, plan.history());
        insert.setInt(1, plan.history());
        insert.setInt(2, rows + 1);
        insert.setInt(3, last);
        insert.executeUpdate();
        out.printf("  %,d rows%n", last);
      }
      rest.execute(FILL_ATTEMPTS);
      rest.execute("vacuum analyze runnerbean.run, runnerbean.run_attempt");
    }
  }

  private List<Measurement> questions() throws IOException, SQLException {
    List<Measurement> measurements = new ArrayList<>();
    for (var question : QUESTIONS.entrySet()) {
      measurements.add(new Measurement(NAME, question.getKey(), ask(question.getValue()), "s"));
    }
    measurements.add(
        new Measurement(NAME, "runs show", ask(List.of("runs", "show", anyRun())), "s"));
    return measurements;
  }

  private double ask(List<String> command) throws IOException {
    ProcessBuilder process =
        Jvm.of(List.of("-XX:TieredStopAtLevel=1"), Main.class, full.settings(), command);
    long start = System.nanoTime();
    int exit =
        process
            .redirectErrorStream(true)
            .redirectOutput(full.folder().resolve("question.log").toFile())
            .start()
            .onExit()
            .join()
            .exitValue();
    if (exit != 0) {
      throw new IllegalStateException("%s failed: see question.log".formatted(command));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private String anyRun() throws SQLException {
    try (Connection connection = full.database().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select id from runnerbean.run limit 1")) {
      row.next();
      return row.getString(1);
    }
  }
}
