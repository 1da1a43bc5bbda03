package io.runnerbean.engine.poll;

import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.lifecycle.PeriodicTask;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses polling while a part of the worker is not ready, because deliveries would fail. */
final class Readiness implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final List<HealthCheck> checks;
  private final PeriodicTask task;
  private boolean ready;
  private boolean logged;

  private Readiness(List<HealthCheck> checks) {
    this.checks = checks;
    this.task = PeriodicTask.start("poll-readiness", Duration.ZERO, PERIOD, this::check);
  }

  static Readiness start(List<HealthCheck> checks) {
    return new Readiness(checks);
  }

  /** Waits until every part is ready. */
  synchronized void await() throws InterruptedException {
    while (!ready) {
      wait();
    }
  }

  /** Waits for the next check, because a delivery has failed. */
  synchronized void doubt() {
    ready = false;
  }

  @Override
  public void close() {
    task.close();
  }

  private void check() {
    String problems =
        checks.stream()
            .flatMap(check -> check.problem().stream().map(why -> check.part() + ": " + why))
            .reduce((one, other) -> one + "; " + other)
            .orElse("");
    set(problems.isEmpty());
    log(problems);
  }

  private synchronized void set(boolean isReady) {
    ready = isReady;
    notifyAll();
  }

  private void log(String problems) {
    if (!problems.isEmpty() && !logged) {
      LOG.warn("polling is paused: {}", problems);
    } else if (problems.isEmpty() && logged) {
      LOG.info("polling resumes");
    }
    logged = !problems.isEmpty();
  }
}
