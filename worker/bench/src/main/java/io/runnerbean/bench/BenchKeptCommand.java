package io.runnerbean.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the recorded figures that must be measured again. */
@Command(
    name = "kept",
    mixinStandardHelpOptions = true,
    description = "Lists recorded figures that are missing, stale, or do not meet their threshold.",
    footer = {
      "",
      "A figure is stale if the worker's code has changed since its commit, or was not committed."
    })
final class BenchKeptCommand implements Callable<Integer> {

  @Option(names = "--check", description = "exit with 1 if any figure is listed")
  private boolean check;

  @Mixin private ResultsFileOption csv = new ResultsFileOption();

  @Override
  public Integer call() throws Exception {
    List<String> problems = csv.problems();
    problems.forEach(System.out::println);
    System.out.printf(
        "%d figures are missing, stale, or do not meet their threshold%n", problems.size());
    return check && !problems.isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
