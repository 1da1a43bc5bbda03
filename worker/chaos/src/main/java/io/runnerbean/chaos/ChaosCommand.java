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

/** Kills and breaks all parts while jobs run, and audits the result. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    subcommands = ChaosTotalCommand.class,
    description =
        "Kills and breaks all parts while jobs run, and checks that the effects of each job were"
            + " committed once.",
    footer = {
      "",
      "Two workers and two daemons run as processes, with a real PostgreSQL and real",
      "queues. Workers poll, and get messages from the daemons. All are killed (kill -9)",
      "or stopped at random times. The database is stopped, killed, cut off, silent,",
      "read-only, full (as root) or locked. The queues are cut off or silent, answers",
      "are lost, the network is slow as if it lost packets, clocks are wrong, and jobs throw errors that look like outages.",
      "Messages are delivered twice and overtake each other; those of a FIFO queue must",
      "keep the order of their groups. The exit status is 1 if a job was lost, committed",
      "twice or out of order, or is stuck.",
      "",
      "Each run is added to docs/chaos.csv. './runnerbean chaos total' adds them up."
    })
public final class ChaosCommand implements Callable<Integer> {

  @Option(
      names = "--minutes",
      defaultValue = "3",
      description = "duration of the faults (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Option(
      names = "--seed",
      description = "repeat the faults of the run with this seed (default: random)")
  private @Nullable Long seed;

  @Option(
      names = "--data",
      defaultValue = "${sys:runnerbean.home:-.}/.runnerbean/chaos",
      description = "folder of data and logs (default: .runnerbean/chaos)")
  private Path data = Path.of(".runnerbean", "chaos");

  @Mixin private ChaosFile file = new ChaosFile();

  @Override
  public Integer call() throws Exception {
    long seed = this.seed == null ? new Random().nextInt(Integer.MAX_VALUE) : this.seed;
    System.out.printf("Seed %d, %d minutes, logs in %s%n", seed, minutes, data.normalize());
    try (ShutdownHook running = ShutdownHook.install()) {
      DataFolder folder = running.add(DataFolder.claim(data));
      Cluster.cleanUp(data);
      folder.clear();
      FaultPlan plan = FaultPlan.of(seed, Duration.ofMinutes(minutes));
      return report(new Chaos(data, plan, System.out).run(running), seed);
    }
  }

  private int report(ChaosReport report, long seed) throws Exception {
    file.csv().add(ChaosRow.of(origin(seed), report));
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
