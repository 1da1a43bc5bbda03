package io.runnerbean.chaos;

import io.runnerbean.chaos.audit.CodeFingerprint;
import io.runnerbean.chaos.audit.RunTotals;
import io.runnerbean.testkit.Checkout;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds up the runs of the present code. */
@Command(
    name = "total",
    mixinStandardHelpOptions = true,
    description = "Adds up the runs of the present code of worker and daemon.",
    footer = {"", "Runs of other code prove nothing about it and are not counted."})
final class ChaosTotalCommand implements Callable<Integer> {

  @Option(
      names = "--check",
      paramLabel = "KILLS",
      defaultValue = "0",
      description =
          "fail unless there were at least this many kills, and nothing was lost, doubled or stuck")
  private long kills;

  @Mixin private ChaosFile file = new ChaosFile();

  @Override
  public Integer call() throws Exception {
    RunTotals totals = file.csv().of(CodeFingerprint.of(Checkout.home()));
    System.out.println(totals.text());
    return totals.suffices(kills) ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
