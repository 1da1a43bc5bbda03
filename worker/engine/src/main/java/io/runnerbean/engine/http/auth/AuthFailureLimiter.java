package io.runnerbean.engine.http.auth;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the failed requests of each address, and says when there are too many. */
public final class AuthFailureLimiter {

  /** How many requests of an address may fail in a minute. */
  static final int ALLOWED = 10;

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  private record Count(Instant since, int failures) {}

  private final Map<InetAddress, Count> counts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Count> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  private final Clock clock;

  public AuthFailureLimiter(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts a failure. Returns how many seconds the address must wait before it may fail again; 0 if
   * it need not wait.
   */
  public synchronized long add(InetAddress address) {
    Instant now = clock.instant();
    Count count = counts.get(address);
    if (count == null || !now.isBefore(count.since().plus(WINDOW))) {
      count = new Count(now, 0);
    }
    counts.put(address, new Count(count.since(), count.failures() + 1));
    return count.failures() < ALLOWED
        ? 0
        : Math.max(1, Duration.between(now, count.since().plus(WINDOW)).toSeconds());
  }
}
