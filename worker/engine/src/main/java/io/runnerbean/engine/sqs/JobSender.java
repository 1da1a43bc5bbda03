package io.runnerbean.engine.sqs;

import io.runnerbean.config.QueueUrl;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends jobs to the SQS queue. */
public final class JobSender implements AutoCloseable {

  private final SqsClient sqs;
  private final SqsQueueConfig config;

  private JobSender(SqsClient sqs, SqsQueueConfig config) {
    this.sqs = sqs;
    this.config = config;
  }

  public static JobSender open(SqsQueueConfig config) {
    return new JobSender(config.connect(), config);
  }

  /** The last part of the queue's URL. */
  public String queueName() {
    return QueueUrl.name(config.url());
  }

  /**
   * Sends one job.
   *
   * @return the message id
   * @throws UnreachableQueueException if SQS cannot be reached or refuses it
   */
  public String send(JobMessage message) {
    return switch (send(List.of(message), 0).getFirst()) {
      case SendResult.Accepted(String id) -> id;
      case SendResult.NotConfirmed(String reason) ->
          throw new UnreachableQueueException(config.url(), reason);
    };
  }

  /**
   * Sends jobs, in as few calls as SQS allows.
   *
   * @param delaySeconds how long SQS holds them back, 0 to 900
   * @return what SQS answered to each, in the same order
   */
  public List<SendResult> send(List<JobMessage> messages, int delaySeconds) {
    List<SendResult> sent = new ArrayList<>();
    for (SendBatch batch : SendBatch.of(messages)) {
      sent.addAll(send(batch, delaySeconds));
    }
    return sent;
  }

  private List<SendResult> send(SendBatch batch, int delaySeconds) {
    try {
      return batch.results(sqs.sendMessageBatch(batch.request(config.url(), delaySeconds)));
    } catch (SdkException e) {
      return batch.failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    sqs.close();
  }
}
