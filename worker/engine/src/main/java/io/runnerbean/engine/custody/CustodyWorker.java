package io.runnerbean.engine.custody;

import io.runnerbean.engine.dispatch.Dispatcher;
import io.runnerbean.engine.dispatch.Outcome;
import io.runnerbean.engine.dispatch.RunningJobs;
import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.Leases;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.slots.SharedSlots;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what is in custody and due, on slots of its own, for as long as the worker runs. */
public final class CustodyWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CustodyWorker.class);

  /** How soon to try again what the database's absence broke off. */
  private static final Duration AFTER_OUTAGE = Duration.ofSeconds(5);

  /** How long a job that is interrupted has for rolling back. */
  private static final Duration ROLLBACK = Duration.ofSeconds(5);

  private final HeldRuns held = new HeldRuns();
  private final CustodyConfig config;
  private final Dispatcher dispatcher;
  private final RunningJobs running;
  private final Returns returns;
  private final Heartbeat heartbeat;
  private final Reaper reaper;
  private final List<Lane> lanes;
  private final AtomicLong drained = new AtomicLong(System.nanoTime());
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("custody-heartbeat").factory());

  /**
   * Claims nothing before it is told to {@link #begin}.
   *
   * @param name of this worker
   * @param control connections that no job ever holds
   */
  public CustodyWorker(
      CustodyConfig config,
      String name,
      DataSource control,
      JobRegistry registry,
      SharedSlots slots,
      Dispatcher dispatcher,
      RunningJobs running) {
    this.config = config;
    this.dispatcher = dispatcher;
    this.running = running;
    this.returns = new Returns(control);
    Leases leases = new Leases(control, name, config.lease());
    this.heartbeat = new Heartbeat(held, leases, running);
    this.reaper = new Reaper(leases, control, dispatcher);
    this.lanes = new Lanes(leases, control, name, registry).of(slots, config, held, this::run);
  }

  /** Begins to claim, and to keep what it has claimed. */
  public void begin() {
    long period = config.heartbeat().toMillis();
    var _ = clockwork.scheduleWithFixedDelay(this::beat, period, period, TimeUnit.MILLISECONDS);
    lanes.forEach(Lane::begin);
  }

  /** Claims no more; what runs goes on, for as long as a drain may take. */
  public void stopClaiming() {
    drained.set(System.nanoTime() + config.drain().toNanos());
    lanes.forEach(Lane::stop);
  }

  /**
   * Waits for what runs, until the drain that {@link #stopClaiming} began is over; then interrupts
   * it, and hands it back.
   */
  @Override
  public void close() {
    lanes.forEach(Lane::stop);
    lanes.forEach(lane -> lane.await(Duration.ofNanos(drained.get() - System.nanoTime())));
    running.interrupt();
    lanes.forEach(lane -> lane.await(ROLLBACK));
    lanes.forEach(Lane::close);
    clockwork.shutdownNow();
    returns.handBack();
  }

  /** No fault may end it: leases would lapse though their runs are well. */
  private void beat() {
    try {
      returns.handBack();
      heartbeat.beat();
      reaper.reap();
    } catch (RuntimeException e) {
      LOG.error("a heartbeat failed", e);
    }
  }

  private void run(List<LeasedRun> runs) {
    try {
      dispatcher.resume(runs, this::settle);
    } finally {
      runs.forEach(held::remove);
    }
  }

  /** Most outcomes are in the ledger already. */
  private void settle(LeasedRun run, Outcome outcome) {
    switch (outcome) {
      case Outcome.Stopped _ -> returns.add(run, Duration.ZERO);
      case Outcome.Unavailable _ -> returns.add(run, AFTER_OUTAGE);
      case Outcome.Succeeded _,
          Outcome.Failed _,
          Outcome.Admitted _,
          Outcome.Replaced _,
          Outcome.Needless _,
          Outcome.Snoozed _,
          Outcome.Discarded _,
          Outcome.Cancelled _,
          Outcome.CustodyFull _,
          Outcome.LeaseLost _,
          Outcome.AlreadyDone _,
          Outcome.StillRunning _,
          Outcome.Unknowable _,
          Outcome.LeftToQueue _ -> {
        // nothing is left to do
      }
    }
  }
}
