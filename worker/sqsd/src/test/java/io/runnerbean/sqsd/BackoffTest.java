package io.runnerbean.sqsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff();

  @Test
  void doublesTheWaitUpTo30Seconds() {
    assertThat(Stream.generate(backoff::advance).limit(7).map(step -> step.toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void startsAgainAfterASuccess() {
    backoff.advance();
    backoff.advance();
    backoff.reset();
    assertThat(backoff.advance()).hasSeconds(1);
  }
}
