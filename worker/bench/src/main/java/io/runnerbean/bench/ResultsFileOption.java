package io.runnerbean.bench;

import io.runnerbean.bench.recorded.RecordedResults;
import io.runnerbean.bench.recorded.ResultsReport;
import io.runnerbean.bench.recorded.StalenessCheck;
import io.runnerbean.testkit.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option for the file with the recorded figures. */
final class ResultsFileOption {

  @Option(
      names = "--csv",
      defaultValue = "${sys:runnerbean.home:-.}/docs/benchmarks.csv",
      description = "the file with the recorded figures (default: docs/benchmarks.csv)")
  private Path csv = Path.of("docs", "benchmarks.csv");

  Path path() {
    return csv.normalize();
  }

  void add(List<Measurement> measurements) throws IOException {
    ResultsCsv.of(csv, Checkout.home()).add(LocalDate.now(ZoneOffset.UTC), measurements);
  }

  /** Describes each figure that is missing, stale, or does not meet its threshold. */
  List<String> problems() throws IOException {
    ResultsReport report =
        new ResultsReport(RecordedResults.in(csv), new StalenessCheck(Checkout.home()));
    Stream<KeyMetric> metrics =
        Stream.of(Benchmark.values()).flatMap(each -> each.keyMetrics().stream());
    Stream<KeyMetric> goals = RivalGoal.all().stream().map(goal -> KeyMetric.of(goal.threshold()));
    return report.problems(Stream.concat(metrics, goals).toList());
  }
}
