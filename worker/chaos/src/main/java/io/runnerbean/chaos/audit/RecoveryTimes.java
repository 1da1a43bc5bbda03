package io.runnerbean.chaos.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The times from the kill of a worker until each run that it held has ended elsewhere.
 *
 * @param times sorted
 */
public record RecoveryTimes(List<Duration> times) {

  private static final double MOST = 0.99;
  private static final double MILLIS_PER_SECOND = 1000.0;

  public RecoveryTimes {
    times = times.stream().sorted().toList();
  }

  /** The times for all runs that these workers held. */
  public static RecoveryTimes of(Collection<KilledWorker> killed, Map<String, Instant> ends)
      throws IOException {
    List<Duration> times = new ArrayList<>();
    for (KilledWorker worker : killed) {
      times.addAll(worker.recoveries(ends).toList());
    }
    return new RecoveryTimes(times);
  }

  /** The 99th percentile in seconds. */
  public double p99() {
    return times.isEmpty() ? 0 : seconds(times.get((int) (MOST * (times.size() - 1))));
  }

  /** The maximum in seconds. */
  public double worst() {
    return times.isEmpty() ? 0 : seconds(times.getLast());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / MILLIS_PER_SECOND;
  }
}
