package io.runnerbean.sqsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff();

  @Test
  void doublesTheWaitUpTo30Seconds() {
    assertThat(Stream.generate(backoff::step).limit(7).map(step -> step.toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void startsAgainAfterASuccess() {
    backoff.step();
    backoff.step();
    backoff.reset();
    assertThat(backoff.step()).hasSeconds(1);
  }
}
