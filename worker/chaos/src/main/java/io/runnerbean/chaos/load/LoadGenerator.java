package io.runnerbean.chaos.load;

import io.runnerbean.engine.store.UuidV7;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Sends messages of all kinds to SQS directly, so that each accepted one is known. Some messages
 * overtake others, and some are sent twice with one key.
 */
public final class LoadGenerator {

  /** The time between two batches. */
  public static final Duration EVERY = Duration.ofMillis(250);

  /** The groups of the FIFO queue. */
  public static final int GROUPS = 1_000;

  private static final int BATCH = 4;
  private static final int TOGETHER = 5;
  private static final int LONGEST_DELAY = 3;

  private final SqsClient sqs;
  private final String queue;
  private final String ordered;
  private final SplittableRandom random;
  private final Map<String, JobKind> sent = new ConcurrentHashMap<>();
  private final int[] numbers = new int[GROUPS];
  private int number;

  /**
   * A generator.
   *
   * @param queue a standard queue
   * @param ordered a FIFO queue
   */
  public LoadGenerator(SqsClient sqs, String queue, String ordered, long seed) {
    this.sqs = sqs;
    this.queue = queue;
    this.ordered = ordered;
    this.random = new SplittableRandom(seed);
  }

  /** All accepted messages by business key. */
  public Map<String, JobKind> sent() {
    return sent;
  }

  /** Sends some messages. */
  public void send() {
    List<JobKind> mixed = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      JobKind kind = JobKind.any(random);
      if (kind == JobKind.TOGETHER) {
        send(Collections.nCopies(TOGETHER, kind), 0);
      } else {
        mixed.add(kind);
      }
    }
    if (!mixed.isEmpty()) {
      send(mixed, LONGEST_DELAY);
    }
    sendOrdered();
  }

  /** Sends some messages of a group. A later one has a higher number in its key. */
  private void sendOrdered() {
    Map<String, JobKind> batch = new ConcurrentHashMap<>();
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    int group = random.nextInt(GROUPS);
    for (int i = 0; i < BATCH; i++) {
      String key = JobKind.ORDERED.word() + "-" + (numbers[group]++ * GROUPS + group);
      batch.put(key, JobKind.ORDERED);
      entries.add(
          message(JobKind.ORDERED.body(key, random))
              .messageGroupId(String.valueOf(group))
              .messageDeduplicationId(key)
              .build());
    }
    send(ordered, entries, batch);
  }

  private void send(List<JobKind> kinds, int longestDelay) {
    Map<String, JobKind> batch = new ConcurrentHashMap<>();
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (JobKind kind : kinds) {
      number++;
      String key = kind.word() + "-" + number;
      batch.put(key, kind);
      for (SendMessageBatchRequestEntry.Builder message : messages(kind.body(key, random))) {
        entries.add(message.delaySeconds(random.nextInt(longestDelay + 1)).build());
      }
    }
    send(queue, entries, batch);
  }

  private void send(
      String url, List<SendMessageBatchRequestEntry> entries, Map<String, JobKind> batch) {
    if (sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries)).hasFailed()) {
      throw new IllegalStateException("SQS rejected some of " + batch.keySet());
    }
    sent.putAll(batch);
  }

  /** One third of the messages has no key except the message id. One third is sent twice. */
  private List<SendMessageBatchRequestEntry.Builder> messages(String body) {
    UUID key = UuidV7.next();
    return switch (random.nextInt(3)) {
      case 0 -> List.of(message(body));
      case 1 -> List.of(message(body, key));
      default -> List.of(message(body, key), message(body, key));
    };
  }

  private static SendMessageBatchRequestEntry.Builder message(String body, UUID key) {
    MessageAttributeValue value =
        MessageAttributeValue.builder().dataType("String").stringValue(key.toString()).build();
    return message(body).messageAttributes(Map.of("Runnerbean-Key", value));
  }

  private static SendMessageBatchRequestEntry.Builder message(String body) {
    return SendMessageBatchRequestEntry.builder()
        .id(UUID.randomUUID().toString())
        .messageBody(body);
  }
}
