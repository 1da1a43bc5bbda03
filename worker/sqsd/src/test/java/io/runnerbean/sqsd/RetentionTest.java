package io.runnerbean.sqsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class RetentionTest {

  private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");

  private final Retention retention = new Retention(Duration.ofDays(14));

  @Test
  void isOverByTheClockOfSqsAlone() {
    assertThat(retention.isOverFor(receivedAt(FIRST.plus(Duration.ofDays(14))))).isFalse();
    assertThat(retention.isOverFor(receivedAt(FIRST.plus(Duration.ofDays(14)).plusSeconds(1))))
        .isTrue();
  }

  @Test
  void isNeverOverIfSqsTellsNoTime() {
    assertThat(retention.isOverFor(receivedAt(null))).isFalse();
  }

  private static ReceivedMessage receivedAt(@Nullable Instant time) {
    Message message =
        Message.builder()
            .attributes(
                Map.of(
                    MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                    String.valueOf(FIRST.toEpochMilli())))
            .build();
    return new ReceivedMessage(message, time);
  }
}
