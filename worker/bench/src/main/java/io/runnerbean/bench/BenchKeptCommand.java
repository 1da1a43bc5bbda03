package io.runnerbean.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the recorded figures that need to be measured again. */
@Command(
    name = "kept",
    mixinStandardHelpOptions = true,
    description = "Names the figures that are missing, stale or not good enough.",
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
    List<String> problems = csv.problems();
    problems.forEach(System.out::println);
    System.out.printf("%d figures are missing, stale or not good enough%n", problems.size());
    return check && !problems.isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
