package io.runnerbean.chaos.cluster;

import io.runnerbean.testkit.SqsServer;
import io.runnerbean.testkit.process.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * SQS in this process, and a proxy that processes reach it through.
 *
 * @param jobs the URL of the queue
 * @param deadLetters the URL of its dead-letter queue
 */
public record ChaosQueues(
    SqsServer server, SqsClient client, TcpProxy proxy, String jobs, String deadLetters)
    implements AutoCloseable {

  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

  public static ChaosQueues start() throws IOException {
    SqsServer server = SqsServer.temporary();
    SqsClient client = server.client();
    TcpProxy proxy = TcpProxy.start();
    proxy.target(server.port());
    return new ChaosQueues(
        server, client, proxy, create(client, "jobs"), create(client, "jobs-dead-letters"));
  }

  /** Where processes find it. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.port());
  }

  /** How many messages nobody has received. */
  public int waiting() {
    QueueAttributeName count = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    return Integer.parseInt(
        client
            .getQueueAttributes(request -> request.queueUrl(jobs).attributeNames(count))
            .attributes()
            .getOrDefault(count, "0"));
  }

  /** Whether every job is deleted, and not only received. */
  public boolean isEmpty() {
    Map<QueueAttributeName, String> counts =
        client
            .getQueueAttributes(request -> request.queueUrl(jobs).attributeNames(COUNTS))
            .attributes();
    return counts.values().stream().allMatch("0"::equals);
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    client.close();
    server.close();
  }

  private static String create(SqsClient client, String name) {
    return client.createQueue(request -> request.queueName(name)).queueUrl();
  }
}
