package io.runnerbean.sqsd;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delays polling while the app takes no messages, because their POSTs would fail. */
final class Readiness {

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);

  private final App app;
  private final Pause pause;

  Readiness(App app, Pause pause) {
    this.app = app;
    this.pause = pause;
  }

  /** Returns when the app is ready, or when the daemon stops. */
  void await() {
    if (app.isReady()) {
      return;
    }
    LOG.warn("the app is not ready; polling waits for it");
    do {
      pause.sleep(BETWEEN_CHECKS);
    } while (!pause.isOver() && !app.isReady());
    LOG.info("polling goes on");
  }
}
