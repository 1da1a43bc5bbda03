package io.runnerbean.dev.chaos;

import io.runnerbean.dev.chaos.audit.KilledWorker;
import io.runnerbean.dev.chaos.fault.Fault.Kill;
import io.runnerbean.dev.chaos.fault.Fault.Spell;
import io.runnerbean.dev.chaos.fault.Fault.Stop;
import io.runnerbean.dev.chaos.fault.FaultPlan;
import io.runnerbean.dev.chaos.fault.TimedFault;
import io.runnerbean.dev.chaos.fault.Victim;
import io.runnerbean.dev.chaos.stage.Scene;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Does to the scene what the plan says, when it says it. */
final class Faults {

  private final Scene scene;
  private final Timeline timeline;
  private final AtomicLong kills = new AtomicLong();
  private final Collection<KilledWorker> killedWorkers = new ConcurrentLinkedQueue<>();
  private final Collection<Exception> failures = new ConcurrentLinkedQueue<>();

  Faults(Scene scene, Timeline timeline) {
    this.scene = scene;
    this.timeline = timeline;
  }

  /** How many were ended by SIGKILL so far. */
  long kills() {
    return kills.get();
  }

  /** The workers among them. */
  Collection<KilledWorker> killedWorkers() {
    return killedWorkers;
  }

  /**
   * Does all of it, and returns when the last trouble has passed.
   *
   * @throws IllegalStateException if trouble could not be made, or not be ended
   */
  void happen(FaultPlan plan) {
    try (ScheduledExecutorService ends = Executors.newSingleThreadScheduledExecutor();
        ScheduledExecutorService spells = Executors.newSingleThreadScheduledExecutor()) {
      plan.ends().forEach(fault -> schedule(ends, fault));
      plan.spells().forEach(fault -> schedule(spells, fault));
    }
    failures.stream()
        .findFirst()
        .ifPresent(failure -> {
          throw new IllegalStateException("trouble could not be made or ended", failure);
        });
  }

  private void schedule(ScheduledExecutorService executor, TimedFault timed) {
    switch (timed.fault()) {
      case Kill(Victim victim) ->
          at(executor, timed.at(), timed.fault().text(), () -> kill(victim));
      case Stop(Victim victim) ->
          at(executor, timed.at(), timed.fault().text(), () -> scene.process(victim).stop());
      case Spell(var trouble, var lasts) when scene.can(trouble) -> {
        at(executor, timed.at(), timed.fault().text(), () -> scene.begin(trouble));
        at(executor, timed.at().plus(lasts), "           it ends", () -> scene.end(trouble));
      }
      case Spell _ -> timeline.add("SKIPPED    " + timed.fault().text());
    }
  }

  private void at(ScheduledExecutorService executor, Duration time, String what, Step step) {
    var _ = executor.schedule(() -> carryOut(what, step), time.toMillis(), TimeUnit.MILLISECONDS);
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

  private void kill(Victim victim) {
    Path diary = scene.diary(victim);
    Instant now = Instant.now();
    if (scene.process(victim).kill()) {
      kills.incrementAndGet();
      if (victim.isWorker()) {
        killedWorkers.add(new KilledWorker(diary, now));
      }
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }
}
