package io.runnerbean.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

class SendBatchTest {

  @Test
  void holdsTenMessages() {
    assertThat(sizes(Collections.nCopies(25, message(10)))).containsExactly(10, 10, 5);
  }

  @Test
  void holdsOneMebibyteIncludingTheKeys() {
    int half = (1024 * 1024 - 2 * JobMessage.KEY_BYTES) / 2;
    assertThat(sizes(List.of(message(half), message(half)))).containsExactly(2);
    assertThat(sizes(List.of(message(half), message(half + 1)))).containsExactly(1, 1);
    assertThat(message(JobMessage.MOST_BYTES).fits()).isTrue();
    assertThat(message(JobMessage.MOST_BYTES + 1).fits()).isFalse();
  }

  @Test
  void returnsTheResultOfEachMessage() {
    SendMessageBatchResponse response =
        SendMessageBatchResponse.builder()
            .successful(SendMessageBatchResultEntry.builder().id("2").messageId("third").build())
            .failed(
                BatchResultErrorEntry.builder()
                    .id("0")
                    .code("Throttled")
                    .message("slow down")
                    .build())
            .build();
    assertThat(new SendBatch(Collections.nCopies(3, message(10))).results(response))
        .containsExactly(
            new SendResult.NotConfirmed("Throttled: slow down"),
            new SendResult.NotConfirmed("SQS returned no result for this message"),
            new SendResult.Accepted("third"));
  }

  private static List<Integer> sizes(List<JobMessage> messages) {
    return SendBatch.of(messages).stream().map(batch -> batch.messages().size()).toList();
  }

  private static JobMessage message(int bytes) {
    return new JobMessage("x".repeat(bytes), new UUID(0, 0));
  }
}
