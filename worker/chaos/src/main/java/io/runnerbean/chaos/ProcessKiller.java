package io.runnerbean.chaos;

import io.runnerbean.chaos.audit.KilledWorker;
import io.runnerbean.chaos.cluster.Cluster;
import io.runnerbean.chaos.cluster.SupervisedProcess;
import io.runnerbean.chaos.cluster.Watcher;
import io.runnerbean.chaos.fault.Fault;
import io.runnerbean.chaos.fault.FaultPlan;
import io.runnerbean.chaos.fault.ProcessLifetime;
import io.runnerbean.chaos.fault.TargetProcess;
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

/** Ends each process at the time of the plan, from {@link #begin} until it is closed. */
final class ProcessKiller implements Watcher, AutoCloseable {

  private final FaultPlan plan;
  private final FaultLog timeline;
  private final Map<TargetProcess, Integer> ready = new EnumMap<>(TargetProcess.class);
  private final AtomicLong kills = new AtomicLong();
  private final Collection<KilledWorker> killedWorkers = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private Optional<Cluster> cluster = Optional.empty();

  ProcessKiller(FaultPlan plan, FaultLog timeline) {
    this.plan = plan;
    this.timeline = timeline;
  }

  /** The number of processes that SIGKILL has ended. */
  long kills() {
    return kills.get();
  }

  /** The workers among them. */
  Collection<KilledWorker> killedWorkers() {
    return killedWorkers;
  }

  /** Starts to end processes. */
  synchronized void begin(Cluster begun) {
    cluster = Optional.of(begun);
    ready.forEach((target, start) -> endAfter(plan.life(target, start), target, start));
  }

  @Override
  public synchronized void started(TargetProcess target, int start) {
    ProcessLifetime life = plan.life(target, start);
    if (life.whileStarting()) {
      endAfter(life, target, start);
    }
  }

  @Override
  public synchronized void ready(TargetProcess target, int start) {
    ready.put(target, start);
    endAfter(plan.life(target, start), target, start);
  }

  @Override
  public synchronized void close() {
    cluster = Optional.empty();
    clock.shutdownNow();
  }

  private void endAfter(ProcessLifetime life, TargetProcess target, int start) {
    cluster.ifPresent(there -> {
      var _ =
          clock.schedule(
              () -> end(there, target, start, life.end()),
              life.lasts().toMillis(),
              TimeUnit.MILLISECONDS);
    });
  }

  private void end(Cluster there, TargetProcess target, int start, Fault.End how) {
    SupervisedProcess process = there.process(target);
    if (process.starts() == start) {
      timeline.add(how.text());
      switch (how) {
        case Fault.Kill _ -> kill(there, target, start);
        case Fault.Stop _ -> process.stop();
      }
    }
  }

  private void kill(Cluster there, TargetProcess target, int start) {
    Instant now = Instant.now();
    if (there.process(target).kill()) {
      kills.incrementAndGet();
      if (target.isWorker()) {
        killedWorkers.add(new KilledWorker(there.workLog(target, start), now));
      }
    }
  }
}
