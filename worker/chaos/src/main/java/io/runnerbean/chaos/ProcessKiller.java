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
  private final FaultLog faultLog;
  private final Map<TargetProcess, Integer> ready = new EnumMap<>(TargetProcess.class);
  private final AtomicLong kills = new AtomicLong();
  private final Collection<KilledWorker> killedWorkers = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private Optional<Cluster> running = Optional.empty();

  ProcessKiller(FaultPlan plan, FaultLog faultLog) {
    this.plan = plan;
    this.faultLog = faultLog;
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
  synchronized void begin(Cluster cluster) {
    running = Optional.of(cluster);
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
    running = Optional.empty();
    clock.shutdownNow();
  }

  private void endAfter(ProcessLifetime life, TargetProcess target, int start) {
    running.ifPresent(cluster -> {
      var _ =
          clock.schedule(
              () -> end(cluster, target, start, life.end()),
              life.lasts().toMillis(),
              TimeUnit.MILLISECONDS);
    });
  }

  private void end(Cluster cluster, TargetProcess target, int start, Fault.End end) {
    SupervisedProcess process = cluster.process(target);
    if (process.starts() == start) {
      faultLog.add(end.text());
      switch (end) {
        case Fault.Kill _ -> kill(cluster, target, start);
        case Fault.Stop _ -> process.stop();
      }
    }
  }

  private void kill(Cluster cluster, TargetProcess target, int start) {
    Instant now = Instant.now();
    if (cluster.process(target).kill()) {
      kills.incrementAndGet();
      if (target.isWorker()) {
        killedWorkers.add(new KilledWorker(cluster.workLog(target, start), now));
      }
    }
  }
}
