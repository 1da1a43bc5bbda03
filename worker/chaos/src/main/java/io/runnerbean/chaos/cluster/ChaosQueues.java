package io.runnerbean.chaos.cluster;

import io.runnerbean.testkit.SqsServer;
import io.runnerbean.testkit.process.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * SQS in this process, and the proxies through which other processes reach it.
 *
 * @param proxy through which daemons reach it
 * @param workersProxy through which workers reach it
 * @param jobs the URL of a standard queue
 * @param ordered the URL of a FIFO queue
 * @param deadLetters the URL of the dead-letter queue
 */
public record ChaosQueues(
    SqsServer server,
    SqsClient client,
    TcpProxy proxy,
    TcpProxy workersProxy,
    String jobs,
    String ordered,
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
        createFifo(client, "ordered.fifo"),
        create(client, "jobs-dead-letters"));
  }

  /** The endpoint for daemons. */
  URI endpoint() {
    return endpoint(proxy);
  }

  /** The endpoint for workers. */
  URI workersEndpoint() {
    return endpoint(workersProxy);
  }

  /** The number of visible messages. */
  public int waiting() {
    return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  /** Whether every message is deleted, not only received. */
  public boolean isEmpty() {
    return COUNTS.stream().mapToInt(this::count).sum() == 0;
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    workersProxy.close();
    client.close();
    server.close();
  }

  private int count(QueueAttributeName name) {
    return Stream.of(jobs, ordered)
        .map(queue ->
            client
                .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name))
                .attributes()
                .getOrDefault(name, "0"))
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private static URI endpoint(TcpProxy proxy) {
    return URI.create("http://127.0.0.1:" + proxy.port());
  }

  private static String createFifo(SqsClient client, String name) {
    return client
        .createQueue(request ->
            request.queueName(name).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
        .queueUrl();
  }

  private static String create(SqsClient client, String name) {
    return client.createQueue(request -> request.queueName(name)).queueUrl();
  }
}
