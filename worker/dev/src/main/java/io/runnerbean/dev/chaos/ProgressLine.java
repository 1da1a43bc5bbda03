package io.runnerbean.dev.chaos;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says now and then how it goes. */
final class ProgressLine implements AutoCloseable {

  private static final int SECONDS = 10;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  ProgressLine(PrintStream out, Timeline timeline, Load load, Deaths deaths) {
    var _ =
        clock.scheduleAtFixedRate(
            () ->
                out.printf(
                    "%5.0f s  sent %d  kills %d%n", timeline.now(), load.size(), deaths.kills()),
            SECONDS,
            SECONDS,
            TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
