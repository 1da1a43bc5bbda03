package io.runnerbean.bench;

import io.runnerbean.bench.Plan.Rounds;
import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.testkit.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of the SQL alone, without the worker: the transaction of a direct run, and a transaction
 * of ten, next to one that only inserts the job's row.
 *
 * @param postgres makes checkpoints and stops autovacuum, which only a superuser may
 */
public record SqlBenchmark(BenchmarkEnvironment environment, PostgresServer postgres, Plan plan) {

  private static final String NAME = "sql";

  /** A direct run beside its insert alone, and the least that is good enough. */
  public static final Threshold DIRECT =
      new Threshold(NAME, "ratio of a direct run to a plain insert", Threshold.Bound.AT_LEAST, 0.7);

  /** One of ten runs that share a transaction beside a plain insert, and the least. */
  public static final Threshold SHARED =
      new Threshold(
          NAME, "ratio of a run among ten to a plain insert", Threshold.Bound.AT_LEAST, 2.5);

  /** What a direct run adds to the WAL of its insert, and the most that is good enough. */
  public static final Threshold WAL =
      new Threshold(NAME, "WAL per direct run beyond its insert", Threshold.Bound.AT_MOST, 300);

  private static final int CONNECTIONS = 12;
  private static final int MOST_RUNS = 3_000_000;

  /** They are spread over the last ten days, and so over eleven partitions at most. */
  private static final String FILL =
      """
      insert into runnerbean.run
        (id, job_type, state, attempt, worker, message_id, started_at, finished_at)
      select uuidv7(at - clock_timestamp()), 'InsertJob', 'succeeded', 1, 'bench',
        gen_random_uuid(), at, at
      from (
        select now() - interval '240 hours' * (1 - n / ?::float8) as at
        from generate_series(1, ?) n) as runs
      """;

  /** Measures. */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf("SQL alone: %d connections, %,d finished runs%n", CONNECTIONS, runs());
    makeTables();
    try (AutovacuumPause _ = AutovacuumPause.begin(postgres, environment.database().name());
        LoadProcess insert = load("insert");
        LoadProcess direct = load("run");
        LoadProcess shared = load("batch")) {
      fill();
      return measure(
          side("plain insert", insert),
          side("direct run", direct),
          side("ten runs in a transaction", shared),
          out);
    }
  }

  private List<Measurement> measure(
      Contender insert, Contender direct, Contender shared, PrintStream out) throws Exception {
    PairedComparison warm = PairedComparison.fight(direct, insert, plan.warmUp(), out);
    PairedComparison warmShared = PairedComparison.fight(shared, insert, plan.warmUp(), out);
    PairedComparison one = PairedComparison.fight(direct, insert, plan.measured(), out);
    PairedComparison ten = PairedComparison.fight(shared, insert, plan.measured(), out);
    WalMeter ofDirect = new WalMeter(environment.database(), direct);
    WalMeter ofInsert = new WalMeter(environment.database(), insert);
    PairedComparison wal;
    try (Checkpointer _ = Checkpointer.start(postgres, environment.database().name())) {
      wal =
          PairedComparison.fight(
              ofDirect.side(), ofInsert.side(), new Rounds("WAL", plan.measured().times()), out);
    }
    List<PairedComparison> all = List.of(warm, warmShared, one, ten, wal);
    requireAllRows(all);
    List<Measurement> measurements = new ArrayList<>(one.measurements());
    measurements.addAll(shared.measurements(ten.ourTrials()));
    measurements.add(DIRECT.measurement(one.ratio()));
    measurements.add(SHARED.measurement(ten.ratio()));
    measurements.addAll(wal(ofDirect.bytesPerJob(), ofInsert.bytesPerJob()));
    return measurements;
  }

  private static List<Measurement> wal(double direct, double insert) {
    return List.of(
        new Measurement(NAME, "WAL per direct run", direct, "bytes"),
        new Measurement(NAME, "WAL per plain insert", insert, "bytes"),
        new Measurement(NAME, WAL.name(), direct - insert, "bytes"));
  }

  private void requireAllRows(List<PairedComparison> all) throws SQLException {
    long jobs = all.stream().mapToLong(PairedComparison::jobs).sum();
    long runs = all.stream().mapToLong(comparison -> comparison.ourTrials().jobs()).sum();
    Rows.in(environment.database()).require(jobs, runs() + runs);
  }

  private int runs() {
    return Math.min(MOST_RUNS, plan.history());
  }

  /** A worker makes them when it starts; none runs meanwhile. */
  private void makeTables() throws IOException, InterruptedException {
    environment.worker().close();
  }

  private void fill() throws SQLException {
    try (Connection connection = environment.database().connect();
        PreparedStatement insert = connection.prepareStatement(FILL);
        Statement vacuum = connection.createStatement()) {
      insert.setInt(1, runs());
      insert.setInt(2, runs());
      insert.executeUpdate();
      vacuum.execute("vacuum analyze runnerbean.run");
    }
  }

  private LoadProcess load(String work) throws IOException {
    return LoadProcess.sql(work, environment.environment(), CONNECTIONS);
  }

  private Contender side(String name, LoadProcess load) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("PostgreSQL", environment.postgres());
    processes.put("load", load.process());
    return new Contender(name, () -> load.run(plan.each()), processes, load.process());
  }
}
