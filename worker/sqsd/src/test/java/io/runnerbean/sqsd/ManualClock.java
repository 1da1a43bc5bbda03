package io.runnerbean.sqsd;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that the test sets, and that counts its reads. */
final class ManualClock extends Clock {

  private final AtomicReference<Instant> now;
  private final AtomicInteger reads = new AtomicInteger();

  ManualClock(String time) {
    now = new AtomicReference<>(Instant.parse(time));
  }

  void set(String time) {
    now.set(Instant.parse(time));
    reads.set(0);
  }

  /** Returns the number of reads since the clock was set. */
  int reads() {
    return reads.get();
  }

  @Override
  public Instant instant() {
    reads.incrementAndGet();
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
