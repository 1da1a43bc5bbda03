package io.runnerbean.sqsd;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** The queue that messages come from. */
record Queue(SqsClient sqs, QueueConfig config) {

  /** As many messages as SQS takes in one call. */
  static final int BATCH = 10;

  /** Up to {@code most} messages, 1 to 10; waits for the first. */
  List<ReceivedMessage> receive(int most) {
    return sqs.receiveMessage(request(most)).messages().stream().map(ReceivedMessage::new).toList();
  }

  /**
   * Deletes up to 10 messages, and answers why some could not be; their ids are places in the list.
   */
  List<BatchResultErrorEntry> delete(List<ReceivedMessage> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (ReceivedMessage message : messages) {
      entries.add(entry(entries.size(), message));
    }
    return sqs.deleteMessageBatch(request -> request.queueUrl(config.url()).entries(entries))
        .failed();
  }

  private ReceiveMessageRequest request(int most) {
    return ReceiveMessageRequest.builder()
        .queueUrl(config.url())
        .maxNumberOfMessages(most)
        .waitTimeSeconds((int) config.longPoll().toSeconds())
        .visibilityTimeout((int) config.visibilityTimeout().toSeconds())
        .messageAttributeNames("All")
        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
        .build();
  }

  private static DeleteMessageBatchRequestEntry entry(int place, ReceivedMessage message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(String.valueOf(place))
        .receiptHandle(message.receiptHandle())
        .build();
  }
}
