package io.runnerbean.bench;

import io.runnerbean.testkit.SqsServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** An SQS queue with messages for InsertJob. */
record SqsQueue(SqsClient sqs, URI endpoint, String url) implements AutoCloseable {

  private static final String BODY = "{\"job_type\":\"InsertJob\",\"data\":\"bench\"}";
  private static final int BATCH = 10;
  private static final int SENDERS = 4;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  static SqsQueue create(URI endpoint) {
    SqsClient sqs = SqsServer.client(endpoint);
    String url = sqs.createQueue(request -> request.queueName("jobs")).queueUrl();
    return new SqsQueue(sqs, endpoint, url);
  }

  /** Returns the settings of a daemon for this queue, with this number of connections. */
  Map<String, String> environment(int connections) {
    Map<String, String> environment = new LinkedHashMap<>(SqsServer.clientEnvironment());
    environment.put("SQSD_QUEUE_URL", url);
    environment.put("SQSD_ENDPOINT_URL", endpoint.toString());
    environment.put("SQSD_HTTP_PATH", "/job/run");
    environment.put("SQSD_HTTP_CONNECTIONS", String.valueOf(connections));
    return environment;
  }

  /** Sends this many messages. */
  void fill(int messages) throws Exception {
    List<Callable<Void>> sends = new ArrayList<>();
    for (int sent = 0; sent < messages; sent += BATCH) {
      int size = Math.min(BATCH, messages - sent);
      sends.add(() -> send(size));
    }
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      for (Future<Void> send : senders.invokeAll(sends)) {
        send.get();
      }
    }
  }

  /** Returns whether every message was deleted. A message that was only received still counts. */
  private boolean isEmpty() {
    return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES) == 0
        && count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE) == 0;
  }

  /**
   * Polls, because SQS sends no event when a queue becomes empty. Where the end is measured, its
   * time comes from the database, so the poll interval does not affect it.
   */
  void awaitEmpty() {
    Awaitility.await("for the queue to be empty; see the output of the program that polls")
        .atMost(TIMEOUT)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL_INTERVAL)
        .until(this::isEmpty);
  }

  @Override
  public void close() {
    sqs.close();
  }

  private int count(QueueAttributeName name) {
    return Integer.parseInt(
        sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
            .attributes()
            .getOrDefault(name, "0"));
  }

  private Void send(int size) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, size)
            .mapToObj(id ->
                SendMessageBatchRequestEntry.builder()
                    .id(String.valueOf(id))
                    .messageBody(BODY)
                    .build())
            .toList();
    sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
    return null;
  }
}
