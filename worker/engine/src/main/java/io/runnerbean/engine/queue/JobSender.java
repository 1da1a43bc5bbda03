package io.runnerbean.engine.queue;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Sends jobs to the queue. */
public final class JobSender implements AutoCloseable {

  private final SqsClient sqs;
  private final String queueUrl;

  private JobSender(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  public static JobSender open(QueueConfig config) {
    SqsClientBuilder client = SqsClient.builder();
    Optional.ofNullable(config.region()).map(Region::of).ifPresent(client::region);
    Optional.ofNullable(config.endpoint()).ifPresent(client::endpointOverride);
    return new JobSender(client.build(), config.url());
  }

  /**
   * Sends one job.
   *
   * @return the message id
   * @throws UnreachableQueueException if SQS cannot be reached or refuses it
   */
  public String send(JobMessage message) {
    try {
      return sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(message.body()))
          .messageId();
    } catch (SdkException e) {
      throw new UnreachableQueueException(queueUrl, e);
    }
  }

  @Override
  public void close() {
    sqs.close();
  }
}
