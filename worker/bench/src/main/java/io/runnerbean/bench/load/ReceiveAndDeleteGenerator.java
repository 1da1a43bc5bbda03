package io.runnerbean.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Receives messages ten at a time and deletes them: the minimum that a daemon must do. */
record ReceiveAndDeleteGenerator(SqsClient sqs, String queue, int threads)
    implements LoadGenerator {

  private static final int BATCH = 10;

  /** Deletes this many messages. */
  @Override
  public LoadResult run(long messages) throws Exception {
    AtomicLong left = new AtomicLong(messages);
    long start = System.nanoTime();
    List<Callable<Void>> loops = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      loops.add(() -> receiveAndDelete(left));
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (Future<Void> loop : executor.invokeAll(loops)) {
        loop.get();
      }
    }
    return LoadResult.withoutLatencies(messages, System.nanoTime() - start);
  }

  private Void receiveAndDelete(AtomicLong left) {
    while (left.get() > 0) {
      List<Message> messages =
          sqs.receiveMessage(request ->
                  request
                      .queueUrl(queue)
                      .maxNumberOfMessages(BATCH)
                      .messageAttributeNames("All")
                      .messageSystemAttributeNamesWithStrings("All"))
              .messages();
      if (!messages.isEmpty()) {
        delete(messages);
        left.addAndGet(-messages.size());
      }
    }
    return null;
  }

  private void delete(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      String id = String.valueOf(entries.size());
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(id)
              .receiptHandle(message.receiptHandle())
              .build());
    }
    sqs.deleteMessageBatch(request -> request.queueUrl(queue).entries(entries));
  }
}
