package io.runnerbean.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints the progress every ten seconds. */
final class ProgressLine implements AutoCloseable {

  private static final int SECONDS = 10;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  ProgressLine(PrintStream out, Load load, ProcessKiller killer) {
    long begin = System.nanoTime();
    var _ =
        clock.scheduleAtFixedRate(
            () ->
                out.printf(
                    "%5d s  sent %d  kills %d%n",
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                    load.size(),
                    killer.kills()),
            SECONDS,
            SECONDS,
            TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
