package io.runnerbean.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SharingPausesTest {

  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final SharingPauses pauses = new SharingPauses(clock.withZone(ZoneOffset.UTC));

  @Test
  void aPauseIsShortAndConcernsOneType() {
    pauses.begin("Slow");
    assertThat(pauses.isPaused("Slow")).isTrue();
    assertThat(pauses.isPaused("Other")).isFalse();
    pass(Duration.ofMillis(10));
    assertThat(pauses.isPaused("Slow")).isFalse();
  }

  @Test
  void eachFurtherOneIsTwiceAsLongUpToALimit() {
    pauses.begin("Slow");
    pass(Duration.ofMillis(10));
    pauses.begin("Slow");
    pass(Duration.ofMillis(19));
    assertThat(pauses.isPaused("Slow")).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(pauses.isPaused("Slow")).isFalse();
    for (int i = 0; i < 100; i++) {
      pauses.begin("Slow");
    }
    pass(Duration.ofSeconds(10));
    assertThat(pauses.isPaused("Slow")).isFalse();
  }

  @Test
  void afterACommitTheNextIsShortAgain() {
    for (int i = 0; i < 100; i++) {
      pauses.begin("Slow");
    }
    pauses.end("Slow");
    assertThat(pauses.isPaused("Slow")).isFalse();
    pauses.begin("Slow");
    pass(Duration.ofMillis(10));
    assertThat(pauses.isPaused("Slow")).isFalse();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
