package io.runnerbean.bench;

import io.runnerbean.bench.start.HostSite;
import io.runnerbean.bench.start.ImageSite;
import io.runnerbean.bench.start.Site;
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
          "hot_path,sql,queue_path,custody,retry_storm,long_history,idle_transaction,start",
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

  private List<Figure> measure(DataFolder folder, Plan plan, ShutdownHook running)
      throws Exception {
    PostgresServer postgres = running.add(PostgresServer.persistent(folder.postgres(), 0));
    // A bench that is stopped leaves no process behind.
    var _ =
        running.add(
            () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly));
    List<Figure> figures = new ArrayList<>();
    for (Benchmark benchmark : only) {
      Stage stage = stage(postgres.database(benchmark.name().toLowerCase(Locale.ROOT)), folder);
      figures.addAll(
          switch (benchmark) {
            case HOT_PATH -> new HotPath(stage, plan).measure(System.out);
            case SQL -> new SqlForm(stage, postgres, plan).measure(System.out);
            case QUEUE_PATH -> new QueuePath(stage, plan).measure(System.out);
            case CUSTODY -> new CustodyPath(stage, plan).measure(System.out);
            case RETRY_STORM -> new RetryStorm(stage, plan).measure(System.out);
            case LONG_HISTORY ->
                new LongHistory(stage(postgres.database("empty"), folder), stage, plan)
                    .measure(System.out);
            case IDLE_TRANSACTION -> new IdleTransaction(stage, plan).measure(System.out);
            case START -> {
              Stage bare = stage(postgres.database("bare"), folder);
              yield new StartUp(site(), stage, bare, plan, folder()).measure(System.out);
            }
          });
    }
    return figures;
  }

  private Path folder() {
    return data.toAbsolutePath().normalize();
  }

  private Site site() throws IOException {
    return image == null
        ? HostSite.of(Checkout.home())
        : new ImageSite(image, List.of(folder(), StartUp.needed()));
  }

  private Stage stage(PostgresDatabase database, DataFolder folder) {
    return new Stage(
        database,
        database.environment(),
        PostgresServer.process(folder.postgres()).orElseThrow(),
        data);
  }

  private int report(List<Figure> figures) throws Exception {
    table(figures).print(System.out);
    csv.add(figures);
    System.out.println("Added to " + csv.path());
    List<Goal> goals = only.stream().flatMap(Benchmark::goals).toList();
    goals.forEach(goal -> System.out.println(goal.verdict(figures)));
    if (check) {
      csv.problems().forEach(problem -> System.out.println("Kept figures: " + problem));
    }
    return check && !goals.stream().allMatch(goal -> goal.isMetIn(figures))
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }

  private static TextTable table(List<Figure> figures) {
    return new TextTable(
        List.of("benchmark", "figure", "value", "unit"),
        figures.stream()
            .map(figure ->
                List.of(figure.benchmark(), figure.name(), figure.rounded(), figure.unit()))
            .toList());
  }
}
