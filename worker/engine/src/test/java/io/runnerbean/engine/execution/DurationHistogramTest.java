package io.runnerbean.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {

  private final DurationHistogram times = new DurationHistogram();

  @Test
  void quantilesAreUpperLimits() {
    assertThat(times.quantile(0.5)).isZero();
    for (int millis = 1; millis <= 100; millis++) {
      times.add(Duration.ofMillis(millis));
    }
    assertThat(times.quantile(0.5)).hasMillis(64);
    assertThat(times.quantile(0.99)).hasMillis(128);
    assertThat(times.quantile(0)).hasMillis(2);
    assertThat(times.quantile(1)).hasMillis(128);
  }

  @Test
  void addsUp() {
    DurationHistogram others = new DurationHistogram();
    others.add(Duration.ofNanos(1));
    others.add(Duration.ofDays(100));
    times.add(Duration.ofMillis(3));
    times.add(others);
    assertThat(times)
        .hasToString("{1,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1}");
  }
}
