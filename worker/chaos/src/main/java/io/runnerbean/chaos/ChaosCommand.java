package io.runnerbean.chaos;

import io.runnerbean.chaos.audit.ChaosReport;
import io.runnerbean.chaos.audit.ChaosRow;
import io.runnerbean.chaos.audit.ChaosRow.Origin;
import io.runnerbean.chaos.audit.CodeFingerprint;
import io.runnerbean.chaos.cluster.Cluster;
import io.runnerbean.chaos.fault.FaultPlan;
import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.testkit.Checkout;
import io.runnerbean.testkit.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Kills whatever can be killed, and counts what is left. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    subcommands = ChaosTotalCommand.class,
    description =
        "Kills workers, daemons and the database while jobs run, and shows that each was done once.",
    footer = {
      "",
      "Two workers and two daemons, each a process, on a real PostgreSQL and a real queue. They are killed",
      "(kill -9) or stopped at random points; the database is stopped, killed, cut off, read-only, full (as",
      "root), or kept waiting; the queue is cut off, answers get lost, clocks are wrong; messages come twice",
      "and overtake each other. Exits with 1 if anything is lost, done twice, or stuck.",
      "",
      "Each run is added to docs/chaos.csv. './runnerbean chaos total' says what they come to."
    })
public final class ChaosCommand implements Callable<Integer> {

  @Option(
      names = "--minutes",
      defaultValue = "3",
      description = "how long things go wrong (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Option(
      names = "--seed",
      description = "repeats the faults of the run that had this seed (default: any)")
  private @Nullable Long seed;

  @Option(
      names = "--data",
      defaultValue = "${sys:runnerbean.home:-.}/.runnerbean/chaos",
      description = "where data and logs are (default: .runnerbean/chaos)")
  private Path data = Path.of(".runnerbean", "chaos");

  @Mixin private ChaosFile csv = new ChaosFile();

  @Override
  public Integer call() throws Exception {
    long seed = this.seed == null ? new Random().nextInt(Integer.MAX_VALUE) : this.seed;
    System.out.printf("Seed %d, %d minutes, logs in %s%n", seed, minutes, data.normalize());
    try (ShutdownHook running = ShutdownHook.install()) {
      DataFolder folder = running.add(DataFolder.claim(data));
      Cluster.abandon(data);
      folder.clear();
      FaultPlan plan = FaultPlan.of(seed, Duration.ofMinutes(minutes));
      return tell(new Chaos(data, plan, System.out).run(running), seed);
    }
  }

  private int tell(ChaosReport report, long seed) throws Exception {
    csv.journal().add(ChaosRow.of(origin(seed), report));
    report.result().faults().forEach(System.out::println);
    System.out.println(report.text());
    return report.result().isGood() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static Origin origin(long seed) throws IOException {
    Path home = Checkout.home();
    String date = LocalDate.now(ZoneOffset.UTC).toString();
    return new Origin(date, Checkout.commit(), CodeFingerprint.of(home), seed);
  }
}
