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
 * SQS in this process, and the proxies through which other processes reach it.
 *
 * @param proxy before the queue of jobs
 * @param deadLetterProxy before the dead-letter queue, which workers write to
 * @param jobs the URL of the queue
 * @param deadLetters the URL of its dead-letter queue
 */
public record ChaosQueues(
    SqsServer server,
    SqsClient client,
    TcpProxy proxy,
    TcpProxy deadLetterProxy,
    String jobs,
    String deadLetters)
    implements AutoCloseable {

  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

  public static ChaosQueues start() throws IOException {
    SqsServer server = SqsServer.temporary();
    SqsClient client = server.client();
    return new ChaosQueues(
        server,
        client,
        TcpProxy.start(server.port()),
        TcpProxy.start(server.port()),
        create(client, "jobs"),
        create(client, "jobs-dead-letters"));
  }

  /** The endpoint for daemons. */
  URI endpoint() {
    return endpoint(proxy);
  }

  /** The endpoint for workers. */
  URI deadLetterEndpoint() {
    return endpoint(deadLetterProxy);
  }

  /** The number of visible messages. */
  public int waiting() {
    QueueAttributeName count = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    return Integer.parseInt(
        client
            .getQueueAttributes(request -> request.queueUrl(jobs).attributeNames(count))
            .attributes()
            .getOrDefault(count, "0"));
  }

  /** Whether every message is deleted, not only received. */
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
    deadLetterProxy.close();
    client.close();
    server.close();
  }

  private static URI endpoint(TcpProxy proxy) {
    return URI.create("http://127.0.0.1:" + proxy.port());
  }

  private static String create(SqsClient client, String name) {
    return client.createQueue(request -> request.queueName(name)).queueUrl();
  }
}
