package io.runnerbean.dev;

import io.runnerbean.dev.bench.Benchmark;
import io.runnerbean.dev.bench.kept.Freshness;
import io.runnerbean.dev.bench.kept.Review;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what the figures that are kept are worth. */
@Command(
    name = "kept",
    mixinStandardHelpOptions = true,
    description =
        "Names the figures that are missing, stale or not good enough, and draws the plot.",
    footer = {
      "",
      "A figure is stale when the worker's code was changed since its commit, or was not committed."
    })
final class BenchKeptCommand implements Callable<Integer> {

  @Option(names = "--check", description = "fail if there is any")
  private boolean check;

  @Mixin private BenchFile csv = new BenchFile();

  @Override
  public Integer call() throws Exception {
    System.out.println("Drawn in " + csv.plot());
    List<String> problems =
        new Review(csv.figures(), new Freshness(BenchFile.home()))
            .problems(Stream.of(Benchmark.values()).flatMap(b -> b.headlines().stream()).toList());
    problems.forEach(System.out::println);
    System.out.printf("%d figures are missing, stale or not good enough%n", problems.size());
    return check && !problems.isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
