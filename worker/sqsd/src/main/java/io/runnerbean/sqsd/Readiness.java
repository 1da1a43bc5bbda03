package io.runnerbean.sqsd;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses polling while the app is not ready, because POSTs would fail. */
final class Readiness {

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  /** How long an answer holds, unless a POST fails. */
  private static final Duration HOLDS = Duration.ofSeconds(1);

  private final AppEndpoint app;
  private final StopSignal stop;
  private volatile long readyUntil = System.nanoTime();

  Readiness(AppEndpoint app, StopSignal stop) {
    this.app = app;
    this.stop = stop;
  }

  /** Returns when the app is ready, or when the daemon stops. */
  void await() {
    if (System.nanoTime() - readyUntil < 0 || isReady()) {
      return;
    }
    LOG.warn("the app is not ready; polling is paused");
    do {
      stop.sleep(CHECK_INTERVAL);
    } while (!stop.isSet() && !isReady());
    LOG.info("the app is ready; polling resumes");
  }

  /** Asks again before the next poll, because a POST has failed. */
  void doubt() {
    readyUntil = System.nanoTime();
  }

  private boolean isReady() {
    boolean ready = app.isReady();
    if (ready) {
      readyUntil = System.nanoTime() + HOLDS.toNanos();
    }
    return ready;
  }
}
