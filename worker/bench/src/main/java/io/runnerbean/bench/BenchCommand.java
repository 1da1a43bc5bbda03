package io.runnerbean.bench;

import io.runnerbean.bench.launch.HostLauncher;
import io.runnerbean.bench.launch.ImageLauncher;
import io.runnerbean.bench.launch.Launcher;
import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.cli.TextTable;
import io.runnerbean.testkit.Checkout;
import io.runnerbean.testkit.DataFolder;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what a job costs. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = BenchKeptCommand.class,
    description =
        "Measures the worker against what its database allows, on this machine and in the same run.",
    footer = {
      "",
      "The sides take turns. Each is a process of its own, and PostgreSQL writes with fsync. Every figure is",
      "added to docs/benchmarks.csv with date, commit and machine. Do not use the machine meanwhile.",
      "'./runnerbean bench kept --check' lists figures that are missing or stale."
    })
public final class BenchCommand implements Callable<Integer> {

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "BENCHMARK",
      defaultValue =
          "hot_path,sql,queue_path,job_queue,retry_storm,long_history,idle_transaction,start",
      description = "which: ${COMPLETION-CANDIDATES} (default: all)")
  private List<Benchmark> only = List.of();

  @Option(
      names = "--check",
      description =
          "fail when a ratio is not good enough, and name kept figures that are missing or stale")
  private boolean check;

  @Option(
      names = "--image",
      description = "measure the start in this Docker image (default: on this machine)")
  private @Nullable String image;

  @Mixin private PlanOptions options = new PlanOptions();

  @Option(
      names = "--data",
      defaultValue = "${sys:runnerbean.home:-.}/.runnerbean/bench",
      description = "where the database is, on the disk to measure (default: .runnerbean/bench)")
  private Path data = Path.of(".runnerbean", "bench");

  @Mixin private BenchFile csv = new BenchFile();

  @Override
  public Integer call() throws Exception {
    Plan plan = options.plan();
    try (ShutdownHook running = ShutdownHook.install()) {
      DataFolder folder = running.add(DataFolder.claim(data));
      folder.deleteData();
      return report(measure(folder, plan, running));
    }
  }

  private List<Measurement> measure(DataFolder folder, Plan plan, ShutdownHook running)
      throws Exception {
    PostgresServer postgres = running.add(PostgresServer.persistent(folder.postgres(), 0));
    // A bench that is stopped leaves no process behind.
    var _ =
        running.add(
            () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly));
    List<Measurement> measurements = new ArrayList<>();
    for (Benchmark benchmark : only) {
      BenchmarkEnvironment environment =
          environment(postgres.database(benchmark.name().toLowerCase(Locale.ROOT)), folder);
      measurements.addAll(
          switch (benchmark) {
            case HOT_PATH -> new HttpDeliveryBenchmark(environment, plan).measure(System.out);
            case SQL -> new SqlBenchmark(environment, postgres, plan).measure(System.out);
            case QUEUE_PATH -> new EndToEndBenchmark(environment, plan).measure(System.out);
            case JOB_QUEUE -> new QueueThroughputBenchmark(environment, plan).measure(System.out);
            case RETRY_STORM -> new RetryStormBenchmark(environment, plan).measure(System.out);
            case LONG_HISTORY ->
                new LongHistoryBenchmark(
                        environment(postgres.database("empty"), folder), environment, plan)
                    .measure(System.out);
            case IDLE_TRANSACTION ->
                new IdleTransactionBenchmark(environment, plan).measure(System.out);
            case START -> {
              BenchmarkEnvironment bare = environment(postgres.database("bare"), folder);
              yield new StartBenchmark(launcher(), environment, bare, plan, folder())
                  .measure(System.out);
            }
          });
    }
    return measurements;
  }

  private Path folder() {
    return data.toAbsolutePath().normalize();
  }

  private Launcher launcher() throws IOException {
    return image == null
        ? HostLauncher.of(Checkout.home())
        : new ImageLauncher(image, List.of(folder(), StartBenchmark.needed()));
  }

  private BenchmarkEnvironment environment(PostgresDatabase database, DataFolder folder) {
    return new BenchmarkEnvironment(
        database,
        database.environment(),
        PostgresServer.process(folder.postgres()).orElseThrow(),
        data);
  }

  private int report(List<Measurement> measurements) throws Exception {
    table(measurements).print(System.out);
    csv.add(measurements);
    System.out.println("Added to " + csv.path());
    List<Threshold> thresholds = only.stream().flatMap(Benchmark::thresholds).toList();
    thresholds.forEach(threshold -> System.out.println(threshold.verdict(measurements)));
    if (check) {
      csv.problems().forEach(problem -> System.out.println("Kept figures: " + problem));
    }
    return check && !thresholds.stream().allMatch(threshold -> threshold.isMetIn(measurements))
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }

  private static TextTable table(List<Measurement> measurements) {
    return new TextTable(
        List.of("benchmark", "figure", "value", "unit"),
        measurements.stream()
            .map(measurement ->
                List.of(
                    measurement.benchmark(),
                    measurement.name(),
                    measurement.rounded(),
                    measurement.unit()))
            .toList());
  }
}
