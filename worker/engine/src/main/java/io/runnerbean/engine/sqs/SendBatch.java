package io.runnerbean.engine.sqs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * As many messages as one call to SQS allows: ten, and together no larger than one message may be.
 */
record SendBatch(List<JobMessage> messages) {

  private static final int MOST = 10;

  static List<SendBatch> of(List<JobMessage> messages) {
    List<SendBatch> batches = new ArrayList<>();
    List<JobMessage> batch = new ArrayList<>();
    int bytes = 0;
    for (JobMessage message : messages) {
      int size = message.size();
      if (batch.size() == MOST
          || (!batch.isEmpty() && bytes + size > mostBytes(batch.size() + 1))) {
        batches.add(new SendBatch(batch));
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(message);
      bytes += size;
    }
    batches.add(new SendBatch(batch));
    return batches;
  }

  /** The limit is for the whole batch, and every message has the attribute with its run id. */
  private static int mostBytes(int messages) {
    return JobMessage.MOST_BYTES - (messages - 1) * JobMessage.KEY_BYTES;
  }

  SendMessageBatchRequest request(String queueUrl, int delaySeconds) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (JobMessage message : messages) {
      entries.add(entry(entries.size(), message, delaySeconds));
    }
    return SendMessageBatchRequest.builder().queueUrl(queueUrl).entries(entries).build();
  }

  /** What SQS answered to each message; its response has no particular order. */
  List<SendResult> results(SendMessageBatchResponse response) {
    SendResult[] results = new SendResult[messages.size()];
    Arrays.fill(results, new SendResult.NotConfirmed("SQS returned no result for this message"));
    response
        .successful()
        .forEach(entry ->
            results[Integer.parseInt(entry.id())] = new SendResult.Accepted(entry.messageId()));
    response
        .failed()
        .forEach(entry ->
            results[Integer.parseInt(entry.id())] =
                new SendResult.NotConfirmed(entry.code() + ": " + entry.message()));
    return List.of(results);
  }

  List<SendResult> failed(String reason) {
    return Collections.nCopies(messages.size(), new SendResult.NotConfirmed(reason));
  }

  private static SendMessageBatchRequestEntry entry(
      int place, JobMessage message, int delaySeconds) {
    return SendMessageBatchRequestEntry.builder()
        .id(String.valueOf(place))
        .messageBody(message.body())
        .delaySeconds(delaySeconds)
        .messageAttributes(
            Map.of(
                JobMessage.KEY,
                MessageAttributeValue.builder()
                    .dataType("String")
                    .stringValue(message.runId().toString())
                    .build()))
        .build();
  }
}
