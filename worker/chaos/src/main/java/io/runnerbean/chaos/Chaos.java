package io.runnerbean.chaos;

import io.runnerbean.chaos.audit.Audit;
import io.runnerbean.chaos.audit.Recovery;
import io.runnerbean.chaos.audit.Report;
import io.runnerbean.chaos.fault.FaultPlan;
import io.runnerbean.chaos.fault.Trouble;
import io.runnerbean.chaos.stage.Scene;
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
  public Report run(ShutdownHook running) throws Exception {
    Ticks ticks = new Ticks();
    Timeline timeline = new Timeline(folder.resolve("faults.log"));
    Deaths deaths = new Deaths(plan, timeline);
    Scene scene = Scene.start(folder, plan, ticks::read, deaths, running);
    Load load = running.add(new Load(scene, ticks, plan.seed()));
    rehearse(scene, load);
    goWrong(scene, load, deaths, timeline);
    out.println("Nothing goes wrong any more; waiting for what is left");
    boolean _ = becomesQuiet(scene);
    return report(scene, load, deaths);
  }

  /** Shows that all of it works, and that it does once more after all have stopped. */
  private void rehearse(Scene scene, Load load) {
    out.println("Starting, and waiting for the first jobs to end");
    for (Trouble trouble : Trouble.values()) {
      if (!scene.can(trouble)) {
        out.printf("SKIPPED %s: only root may mount a small disk%n", trouble.words());
      }
    }
    load.send();
    boolean works = becomesQuiet(scene);
    scene.stopAll();
    load.send();
    if (!works || !becomesQuiet(scene)) {
      throw new IllegalStateException(
          "Nothing went wrong, and still jobs did not end: see " + folder);
    }
  }

  private void goWrong(Scene scene, Load load, Deaths deaths, Timeline timeline) {
    load.begin();
    deaths.begin(scene);
    try (load;
        deaths;
        ProgressLine _ = new ProgressLine(out, load, deaths)) {
      new Spells(scene, timeline).happen(plan);
    }
  }

  private static Report report(Scene scene, Load load, Deaths deaths) throws Exception {
    try (Connection connection = scene.database().connect()) {
      Audit audit = new Audit(connection);
      return new Report(
          audit.verdict(load.sent(), !scene.queues().isEmpty()),
          deaths.kills(),
          Recovery.of(deaths.killedWorkers(), audit.ends()));
    }
  }

  /**
   * Looks again and again: nothing tells that a queue has become empty.
   *
   * @return false: it did not in time
   */
  private static boolean becomesQuiet(Scene scene) {
    try {
      Awaitility.await()
          .atMost(LONGEST_WAIT)
          .pollDelay(Duration.ZERO)
          .pollInterval(BETWEEN_LOOKS)
          .until(scene::isQuiet);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }
}
