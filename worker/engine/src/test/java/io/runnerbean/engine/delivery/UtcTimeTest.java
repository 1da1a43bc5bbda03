package io.runnerbean.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

  private static final long LAST = Instant.parse("9999-12-31T23:59:58Z").getEpochSecond();

  @Test
  void agreesWithTheFormatter() {
    Random random = new Random(20);
    for (int i = 0; i < 10_000; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(1, LAST + 1));
      assertThat(DeliveryHeaders.UtcTime.parse(time.toString())).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T07:30:00.999Z, 2026-11-21T07:30:00Z",
    "2026-11-21T24:00:00Z, 2026-11-22T00:00:00Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
    "2026-11-21T07:30:00+01:00, 2026-11-21T06:30:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
  })
  void acceptsOtherForms(String text, Instant expected) {
    assertThat(DeliveryHeaders.UtcTime.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-11-21",
        "2026-11-21T07:30:00",
        "2026-13-21T07:30:00Z",
        "2026-02-30T07:30:00Z",
        "2026-11-21T25:30:00Z",
        "2026-11-21T07:60:00Z",
        "2026-11-21 07:30:00Z",
        "2026-11-21T07:30:00z0",
        "２026-11-21T07:30:00Z",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z"
      })
  void refusesAllElse(String text) {
    assertThatThrownBy(() -> DeliveryHeaders.UtcTime.parse(text))
        .isInstanceOf(DateTimeException.class);
  }
}
