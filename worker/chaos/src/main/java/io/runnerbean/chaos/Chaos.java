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
 * One run in three phases: a check without faults, the faults of the plan, and a wait for the
 * remaining jobs.
 *
 * @param folder an empty folder for data and logs
 */
public record Chaos(Path folder, FaultPlan plan, PrintStream out) {

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /** Runs it, and audits everything that was sent. */
  public ChaosReport run(ShutdownHook running) throws Exception {
    ScheduledMessages ticks = new ScheduledMessages();
    FaultLog faultLog = new FaultLog(folder.resolve("faults.log"));
    ProcessKiller killer = new ProcessKiller(plan, faultLog);
    Cluster cluster = Cluster.start(folder, plan, ticks::read, killer, running);
    Load load = running.add(new Load(cluster, ticks, plan.seed()));
    rehearse(cluster, load);
    makeFaults(cluster, load, killer, faultLog);
    out.println("All faults have ended; waiting for the remaining jobs");
    boolean _ = becomesQuiet(cluster);
    return report(cluster, load, killer);
  }

  /** Checks that jobs end without any fault, also after all processes have restarted. */
  private void rehearse(Cluster cluster, Load load) {
    out.println("Starting; waiting for the first jobs to end");
    for (FaultKind kind : FaultKind.values()) {
      if (!cluster.supports(kind)) {
        out.printf("SKIPPED %s: only root can mount a small disk%n", kind.words());
      }
    }
    load.send();
    boolean works = becomesQuiet(cluster);
    cluster.stopAll();
    load.send();
    if (!works || !becomesQuiet(cluster)) {
      throw new IllegalStateException(
          "Jobs did not end, although no fault was made. The logs are in " + folder);
    }
  }

  private void makeFaults(Cluster cluster, Load load, ProcessKiller killer, FaultLog faultLog) {
    load.begin();
    killer.begin(cluster);
    try (load;
        killer;
        ProgressLine _ = new ProgressLine(out, load, killer)) {
      new FaultInjector(cluster, faultLog).inject(plan);
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
   * Waits until no work is left. It polls, because SQS does not report that a queue is empty.
   *
   * @return false after the timeout
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
