package io.runnerbean.bench;

import io.runnerbean.bench.launch.HostLauncher;
import io.runnerbean.bench.launch.ImageLauncher;
import io.runnerbean.bench.launch.Launcher;
import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.testkit.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      return report(measure(BenchmarkServer.start(data, running), plan));
    }
  }

  private List<Measurement> measure(BenchmarkServer server, Plan plan) throws Exception {
    List<Measurement> measurements = new ArrayList<>();
    for (Benchmark benchmark : only) {
      BenchmarkEnvironment environment =
          server.environment(benchmark.name().toLowerCase(Locale.ROOT));
      measurements.addAll(
          switch (benchmark) {
            case HOT_PATH -> new HttpDeliveryBenchmark(environment, plan).measure(System.out);
            case SQL -> new SqlBenchmark(environment, server.postgres(), plan).measure(System.out);
            case QUEUE_PATH -> new EndToEndBenchmark(environment, plan).measure(System.out);
            case JOB_QUEUE -> new QueueThroughputBenchmark(environment, plan).measure(System.out);
            case RETRY_STORM -> new RetryStormBenchmark(environment, plan).measure(System.out);
            case LONG_HISTORY ->
                new LongHistoryBenchmark(server.environment("empty"), environment, plan)
                    .measure(System.out);
            case IDLE_TRANSACTION ->
                new IdleTransactionBenchmark(environment, plan).measure(System.out);
            case START -> {
              BenchmarkEnvironment bareEnvironment = server.environment("bare");
              yield new StartBenchmark(
                      launcher(server), environment, bareEnvironment, plan, server.folder())
                  .measure(System.out);
            }
          });
    }
    return measurements;
  }

  private Launcher launcher(BenchmarkServer server) throws IOException {
    return image == null
        ? HostLauncher.of(Checkout.home())
        : new ImageLauncher(image, List.of(server.folder(), StartBenchmark.baselineJar()));
  }

  private int report(List<Measurement> measurements) throws Exception {
    List<Threshold> thresholds = only.stream().flatMap(Benchmark::thresholds).toList();
    int status = new BenchmarkReport(results, check).print(measurements, thresholds);
    if (check) {
      results.problems().forEach(problem -> System.out.println("Recorded figures: " + problem));
    }
    return status;
  }
}
