package io.runnerbean.dev;

import io.runnerbean.dev.bench.Benchmark;
import io.runnerbean.dev.bench.Figure;
import io.runnerbean.dev.bench.Journal;
import io.runnerbean.dev.bench.kept.Freshness;
import io.runnerbean.dev.bench.kept.KeptFigures;
import io.runnerbean.dev.bench.kept.Review;
import io.runnerbean.dev.bench.plot.Plot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where figures are kept, and the plot of them. */
final class BenchFile {

  @Option(
      names = "--csv",
      defaultValue = "${sys:runnerbean.home:-.}/docs/benchmarks.csv",
      description = "where the figures are kept (default: docs/benchmarks.csv)")
  private Path csv = Path.of("docs", "benchmarks.csv");

  Path path() {
    return csv.normalize();
  }

  void add(List<Figure> figures) throws IOException {
    Journal.of(csv, Checkout.home()).add(LocalDate.now(ZoneOffset.UTC), figures);
    Path _ = plot();
  }

  /** A line about each figure that is missing, stale, or not good enough. */
  List<String> problems() throws IOException {
    Review review = new Review(KeptFigures.in(csv), new Freshness(Checkout.home()));
    return review.problems(
        Stream.of(Benchmark.values()).flatMap(each -> each.headlines().stream()).toList());
  }

  /** Draws the newest figures, beside them. */
  Path plot() throws IOException {
    Path svg =
        csv.resolveSibling(csv.getFileName().toString().replaceFirst("\\.csv$", "") + ".svg");
    Plot.of(KeptFigures.in(csv)).write(svg);
    return svg.normalize();
  }
}
