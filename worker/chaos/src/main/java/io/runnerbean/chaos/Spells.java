package io.runnerbean.chaos;

import io.runnerbean.chaos.fault.Fault.Spell;
import io.runnerbean.chaos.fault.FaultPlan;
import io.runnerbean.chaos.fault.FaultPlan.TimedSpell;
import io.runnerbean.chaos.fault.Trouble;
import io.runnerbean.chaos.stage.Scene;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes the trouble that the plan has, when it has it. */
final class Spells {

  private final Scene scene;
  private final Timeline timeline;
  private final Collection<Exception> failures = new ConcurrentLinkedQueue<>();

  Spells(Scene scene, Timeline timeline) {
    this.scene = scene;
    this.timeline = timeline;
  }

  /**
   * Makes all of it, and returns when the last of it has passed.
   *
   * @throws IllegalStateException if some could not be made, or not be ended
   */
  void happen(FaultPlan plan) {
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      plan.spells().forEach(timed -> schedule(clock, timed));
    }
    failures.stream()
        .findFirst()
        .ifPresent(failure -> {
          throw new IllegalStateException("trouble could not be made or ended", failure);
        });
  }

  private void schedule(ScheduledExecutorService clock, TimedSpell timed) {
    Spell spell = timed.spell();
    Trouble trouble = spell.trouble();
    if (scene.can(trouble)) {
      at(clock, timed.at(), spell.text(), () -> scene.begin(trouble));
      at(clock, timed.at().plus(spell.lasts()), "           it ends", () -> scene.end(trouble));
    }
  }

  private void at(ScheduledExecutorService clock, Duration time, String what, Step step) {
    var _ = clock.schedule(() -> carryOut(what, step), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void carryOut(String what, Step step) {
    try {
      timeline.add(what);
      step.run();
    } catch (Exception e) {
      timeline.add("could not: " + e);
      failures.add(e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }
}
