package io.runnerbean.bench;

import io.runnerbean.bench.kept.Freshness;
import io.runnerbean.bench.kept.KeptFigures;
import io.runnerbean.bench.kept.Review;
import io.runnerbean.testkit.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The file in which figures are recorded. */
final class BenchFile {

  @Option(
      names = "--csv",
      defaultValue = "${sys:runnerbean.home:-.}/docs/benchmarks.csv",
      description = "the file to which figures are added (default: docs/benchmarks.csv)")
  private Path csv = Path.of("docs", "benchmarks.csv");

  Path path() {
    return csv.normalize();
  }

  void add(List<Figure> figures) throws IOException {
    Journal.of(csv, Checkout.home()).add(LocalDate.now(ZoneOffset.UTC), figures);
  }

  /** A line about each figure that is missing, stale, or not good enough. */
  List<String> problems() throws IOException {
    Review review = new Review(KeptFigures.in(csv), new Freshness(Checkout.home()));
    return review.problems(
        Stream.of(Benchmark.values()).flatMap(each -> each.headlines().stream()).toList());
  }
}
