package io.runnerbean.chaos;

import io.runnerbean.chaos.cluster.Cluster;
import io.runnerbean.chaos.fault.Fault.TransientFault;
import io.runnerbean.chaos.fault.FaultKind;
import io.runnerbean.chaos.fault.FaultPlan;
import io.runnerbean.chaos.fault.FaultPlan.TimedFault;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes the faults of a plan at their times. */
final class FaultInjector {

  private final Cluster cluster;
  private final FaultLog faultLog;
  private final Collection<Exception> failures = new ConcurrentLinkedQueue<>();

  FaultInjector(Cluster cluster, FaultLog faultLog) {
    this.cluster = cluster;
    this.faultLog = faultLog;
  }

  /**
   * Makes all faults, and returns when the last one has ended.
   *
   * @throws IllegalStateException if a fault could not be made or ended
   */
  void inject(FaultPlan plan) {
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      plan.faults().forEach(timed -> schedule(clock, timed));
    }
    failures.stream()
        .findFirst()
        .ifPresent(failure -> {
          throw new IllegalStateException("a fault could not be made or ended", failure);
        });
  }

  private void schedule(ScheduledExecutorService clock, TimedFault timed) {
    TransientFault fault = timed.fault();
    FaultKind kind = fault.kind();
    if (cluster.supports(kind)) {
      at(clock, timed.at(), fault.text(), () -> cluster.begin(kind));
      at(clock, timed.at().plus(fault.lasts()), "           ends", () -> cluster.end(kind));
    }
  }

  private void at(ScheduledExecutorService clock, Duration time, String what, Step step) {
    var _ = clock.schedule(() -> runLogged(what, step), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void runLogged(String what, Step step) {
    try {
      faultLog.add(what);
      step.run();
    } catch (Exception e) {
      faultLog.add("failed: " + e);
      failures.add(e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }
}
