package io.runnerbean.chaos.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * From the moment a worker was killed until what it had in hand had ended elsewhere.
 *
 * @param times sorted
 */
public record RecoveryTimes(List<Duration> times) {

  private static final double MOST = 0.99;
  private static final double MILLIS_PER_SECOND = 1000.0;

  public RecoveryTimes {
    times = times.stream().sorted().toList();
  }

  /** Of all that these had in hand. */
  public static RecoveryTimes of(Collection<KilledWorker> killed, Map<String, Instant> ends)
      throws IOException {
    List<Duration> times = new ArrayList<>();
    for (KilledWorker worker : killed) {
      times.addAll(worker.recoveries(ends).toList());
    }
    return new RecoveryTimes(times);
  }

  /** 99 of 100 were faster, in seconds. */
  public double p99() {
    return times.isEmpty() ? 0 : seconds(times.get((int) (MOST * (times.size() - 1))));
  }

  /** None took longer, in seconds. */
  public double worst() {
    return times.isEmpty() ? 0 : seconds(times.getLast());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / MILLIS_PER_SECOND;
  }
}
