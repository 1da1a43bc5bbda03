package io.runnerbean.chaos;

import io.runnerbean.chaos.audit.Audit;
import io.runnerbean.chaos.audit.ChaosReport;
import io.runnerbean.chaos.audit.RecoveryTimes;
import io.runnerbean.chaos.cluster.Cluster;
import io.runnerbean.chaos.fault.FaultKind;
import io.runnerbean.chaos.fault.FaultPlan;
import io.runnerbean.cli.ShutdownHook;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One run: everything works; then things go wrong for as long as was asked; then nothing does any
 * more, and what is left has its time to end.
 *
 * @param folder an empty one, for data and logs
 */
public record Chaos(Path folder, FaultPlan plan, PrintStream out) {

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /** What has become of all that was sent. */
  public ChaosReport run(ShutdownHook running) throws Exception {
    ScheduledMessages ticks = new ScheduledMessages();
    FaultLog timeline = new FaultLog(folder.resolve("faults.log"));
    ProcessKiller killer = new ProcessKiller(plan, timeline);
    Cluster cluster = Cluster.start(folder, plan, ticks::read, killer, running);
    Load load = running.add(new Load(cluster, ticks, plan.seed()));
    rehearse(cluster, load);
    goWrong(cluster, load, killer, timeline);
    out.println("Nothing goes wrong any more; waiting for what is left");
    boolean _ = becomesQuiet(cluster);
    return report(cluster, load, killer);
  }

  /** Shows that all of it works, and that it does once more after all have stopped. */
  private void rehearse(Cluster cluster, Load load) {
    out.println("Starting, and waiting for the first jobs to end");
    for (FaultKind kind : FaultKind.values()) {
      if (!cluster.can(kind)) {
        out.printf("SKIPPED %s: only root may mount a small disk%n", kind.words());
      }
    }
    load.send();
    boolean works = becomesQuiet(cluster);
    cluster.stopAll();
    load.send();
    if (!works || !becomesQuiet(cluster)) {
      throw new IllegalStateException(
          "Nothing went wrong, and still jobs did not end: see " + folder);
    }
  }

  private void goWrong(Cluster cluster, Load load, ProcessKiller killer, FaultLog timeline) {
    load.begin();
    killer.begin(cluster);
    try (load;
        killer;
        ProgressLine _ = new ProgressLine(out, load, killer)) {
      new FaultInjector(cluster, timeline).happen(plan);
    }
  }

  private static ChaosReport report(Cluster cluster, Load load, ProcessKiller killer)
      throws Exception {
    try (Connection connection = cluster.database().connect()) {
      Audit audit = new Audit(connection);
      return new ChaosReport(
          audit.result(load.sent(), !cluster.queues().isEmpty()),
          killer.kills(),
          RecoveryTimes.of(killer.killedWorkers(), audit.ends()));
    }
  }

  /**
   * Looks again and again: nothing tells that a queue has become empty.
   *
   * @return false: it did not in time
   */
  private static boolean becomesQuiet(Cluster cluster) {
    try {
      Awaitility.await()
          .atMost(LONGEST_WAIT)
          .pollDelay(Duration.ZERO)
          .pollInterval(BETWEEN_LOOKS)
          .until(cluster::isQuiet);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }
}
