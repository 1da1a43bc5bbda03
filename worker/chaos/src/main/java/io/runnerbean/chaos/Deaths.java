package io.runnerbean.chaos;

import io.runnerbean.chaos.audit.KilledWorker;
import io.runnerbean.chaos.fault.Fault;
import io.runnerbean.chaos.fault.FaultPlan;
import io.runnerbean.chaos.fault.Life;
import io.runnerbean.chaos.fault.Victim;
import io.runnerbean.chaos.stage.Scene;
import io.runnerbean.chaos.stage.Supervised;
import io.runnerbean.chaos.stage.Watcher;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends each process when its life is over, as the plan has it: from the begin until it is closed.
 */
final class Deaths implements Watcher, AutoCloseable {

  private final FaultPlan plan;
  private final Timeline timeline;
  private final Map<Victim, Integer> ready = new EnumMap<>(Victim.class);
  private final AtomicLong kills = new AtomicLong();
  private final Collection<KilledWorker> killedWorkers = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private Optional<Scene> scene = Optional.empty();

  Deaths(FaultPlan plan, Timeline timeline) {
    this.plan = plan;
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

  /** From now on nobody lives for ever. */
  synchronized void begin(Scene begun) {
    scene = Optional.of(begun);
    ready.forEach((victim, start) -> endAfter(plan.life(victim, start), victim, start));
  }

  @Override
  public synchronized void started(Victim victim, int start) {
    Life life = plan.life(victim, start);
    if (life.whileStarting()) {
      endAfter(life, victim, start);
    }
  }

  @Override
  public synchronized void ready(Victim victim, int start) {
    ready.put(victim, start);
    endAfter(plan.life(victim, start), victim, start);
  }

  @Override
  public synchronized void close() {
    scene = Optional.empty();
    clock.shutdownNow();
  }

  private void endAfter(Life life, Victim victim, int start) {
    scene.ifPresent(there -> {
      var _ =
          clock.schedule(
              () -> end(there, victim, start, life.end()),
              life.lasts().toMillis(),
              TimeUnit.MILLISECONDS);
    });
  }

  private void end(Scene there, Victim victim, int start, Fault.End how) {
    Supervised process = there.process(victim);
    if (process.starts() == start) {
      timeline.add(how.text());
      switch (how) {
        case Fault.Kill _ -> kill(there, victim, start);
        case Fault.Stop _ -> process.stop();
      }
    }
  }

  private void kill(Scene there, Victim victim, int start) {
    Instant now = Instant.now();
    if (there.process(victim).kill()) {
      kills.incrementAndGet();
      if (victim.isWorker()) {
        killedWorkers.add(new KilledWorker(there.diary(victim, start), now));
      }
    }
  }
}
