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

/** Runs the benchmarks. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {BenchKeptCommand.class, BenchRivalsCommand.class},
    description =
        "Measures how fast the worker is, compared with a baseline in the same run on this machine.",
    footer = {
      "",
      "The worker and its baseline alternate. Each runs in its own process, and",
      "PostgreSQL writes with fsync. Do not use the machine meanwhile. The command adds",
      "every figure to docs/benchmarks.csv, with date, commit and machine.",
      "'./runnerbean bench kept --check' lists figures that are missing or stale."
    })
public final class BenchCommand implements Callable<Integer> {

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "BENCHMARK",
      defaultValue =
          "hot_path,sql,queue_path,job_queue,retry_storm,long_history,idle_transaction,start",
      description = "the benchmarks to run: ${COMPLETION-CANDIDATES} (default: all)")
  private List<Benchmark> only = List.of();

  @Option(
      names = "--check",
      description =
          "exit with 1 if a figure does not meet its threshold, and list recorded figures that are missing or stale")
  private boolean check;

  @Option(
      names = "--image",
      description = "measure the start in this Docker image (default: on this machine)")
  private @Nullable String image;

  @Mixin private PlanOptions options = new PlanOptions();

  @Option(
      names = "--data",
      defaultValue = "${sys:runnerbean.home:-.}/.runnerbean/bench",
      description =
          "the folder of the database, on the disk to measure (default: .runnerbean/bench)")
  private Path data = Path.of(".runnerbean", "bench");

  @Mixin private ResultsFileOption results = new ResultsFileOption();

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
    // If the command is stopped, it ends all processes that it started.
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
              BenchmarkEnvironment bareEnvironment = environment(postgres.database("bare"), folder);
              yield new StartBenchmark(launcher(), environment, bareEnvironment, plan, folder())
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
        : new ImageLauncher(image, List.of(folder(), StartBenchmark.baselineJar()));
  }

  private BenchmarkEnvironment environment(PostgresDatabase database, DataFolder folder) {
    return new BenchmarkEnvironment(
        database,
        database.environment(),
        new NamedProcess("PostgreSQL", PostgresServer.process(folder.postgres()).orElseThrow()),
        data);
  }

  private int report(List<Measurement> measurements) throws Exception {
    table(measurements).print(System.out);
    results.add(measurements);
    System.out.println("Added to " + results.path());
    List<Threshold> thresholds = only.stream().flatMap(Benchmark::thresholds).toList();
    thresholds.forEach(threshold -> System.out.println(threshold.describe(measurements)));
    if (check) {
      results.problems().forEach(problem -> System.out.println("Recorded figures: " + problem));
    }
    return check && !thresholds.stream().allMatch(threshold -> threshold.isMetIn(measurements))
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }

  private static TextTable table(List<Measurement> measurements) {
    return new TextTable(
        List.of("benchmark", "figure", "value", "unit"),
        measurements.stream().map(Measurement::cells).toList());
  }
}
