package io.runnerbean.sqsd;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that is moved by hand, and knows how often it was looked at. */
final class ManualClock extends Clock {

  private final AtomicReference<Instant> now;
  private final AtomicInteger looks = new AtomicInteger();

  ManualClock(String time) {
    now = new AtomicReference<>(Instant.parse(time));
  }

  void set(String time) {
    now.set(Instant.parse(time));
    looks.set(0);
  }

  /** How often since it was set. */
  int looks() {
    return looks.get();
  }

  @Override
  public Instant instant() {
    looks.incrementAndGet();
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
