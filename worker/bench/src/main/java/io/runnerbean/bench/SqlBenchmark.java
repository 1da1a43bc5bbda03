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
import java.util.List;

/**
 * The worker's SQL without the worker: the transaction of a direct run, and a transaction of ten
 * runs. The baseline is a transaction that only inserts the job's row.
 *
 * @param postgres gives access as a superuser, to make checkpoints and to stop autovacuum
 */
public record SqlBenchmark(BenchmarkEnvironment environment, PostgresServer postgres, Plan plan) {

  private static final String NAME = "sql";

  /** The rate of direct runs divided by the rate of plain inserts. */
  public static final Threshold DIRECT =
      new Threshold(NAME, "ratio of a direct run to a plain insert", Threshold.Bound.AT_LEAST, 0.7);

  /** The rate of runs, ten to a transaction, divided by the rate of plain inserts. */
  public static final Threshold SHARED =
      new Threshold(
          NAME, "ratio of a run among ten to a plain insert", Threshold.Bound.AT_LEAST, 2.5);

  /** The WAL of a direct run beyond that of a plain insert. */
  public static final Threshold WAL =
      new Threshold(NAME, "WAL per direct run beyond its insert", Threshold.Bound.AT_MOST, 300);

  private static final int CONNECTIONS = 12;
  private static final int MAX_RUNS = 3_000_000;

  /** Spreads the runs over the last ten days, which are at most eleven partitions. */
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

  /** Runs the benchmark. */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf("SQL without the worker: %d connections, %,d finished runs%n", CONNECTIONS, runs());
    createTables();
    try (AutovacuumPause _ = AutovacuumPause.begin(postgres, environment.database().name());
        LoadProcess insert = load("insert");
        LoadProcess direct = load("run");
        LoadProcess shared = load("batch")) {
      fill();
      return measure(
          contender("plain insert", insert),
          contender("direct run", direct),
          contender("ten runs in a transaction", shared),
          out);
    }
  }

  private List<Measurement> measure(
      Contender insert, Contender direct, Contender shared, PrintStream out) throws Exception {
    PairedComparison directWarmUp = PairedComparison.run(direct, insert, plan.warmUp(), out);
    PairedComparison sharedWarmUp = PairedComparison.run(shared, insert, plan.warmUp(), out);
    PairedComparison one = PairedComparison.run(direct, insert, plan.measured(), out);
    PairedComparison ten = PairedComparison.run(shared, insert, plan.measured(), out);
    WalMeter directWal = new WalMeter(environment.database(), direct);
    WalMeter insertWal = new WalMeter(environment.database(), insert);
    PairedComparison wal;
    try (Checkpointer _ = Checkpointer.start(postgres, environment.database().name())) {
      wal =
          PairedComparison.run(
              directWal.metered(),
              insertWal.metered(),
              new Rounds("WAL", plan.measured().times()),
              out);
    }
    List<PairedComparison> all = List.of(directWarmUp, sharedWarmUp, one, ten, wal);
    requireAllRows(all);
    List<Measurement> measurements = new ArrayList<>(one.measurements());
    measurements.addAll(shared.measurements(ten.candidateSamples()));
    measurements.add(DIRECT.measurement(one.ratio()));
    measurements.add(SHARED.measurement(ten.ratio()));
    measurements.addAll(wal(directWal.bytesPerJob(), insertWal.bytesPerJob()));
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
    long runs = all.stream().mapToLong(comparison -> comparison.candidateSamples().jobs()).sum();
    RowCounts.in(environment.database()).require(jobs, runs() + runs);
  }

  private int runs() {
    return Math.min(MAX_RUNS, plan.history());
  }

  /** A worker creates them when it starts. It does not run during the measurement. */
  private void createTables() throws IOException, InterruptedException {
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

  private LoadProcess load(String transaction) throws IOException {
    return LoadProcess.sql(transaction, environment.environment(), CONNECTIONS);
  }

  private Contender contender(String name, LoadProcess load) {
    return new Contender(
        name,
        () -> load.run(plan.each()),
        List.of(environment.postgres(), new NamedProcess("load", load.process())),
        load.process());
  }
}
