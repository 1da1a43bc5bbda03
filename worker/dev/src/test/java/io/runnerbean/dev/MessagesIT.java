package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.jobs.Jobs;
import io.runnerbean.sqsd.Daemon;
import io.runnerbean.sqsd.settings.DaemonSettings;
import io.runnerbean.testkit.PostgresExtension;
import io.runnerbean.testkit.SqsExtension;
import io.runnerbean.testkit.SqsServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Whatever SQS can carry runs or becomes a dead letter, at its first delivery: once polled by the
 * worker, and once posted by the daemon. A message that circles would be in the dead-letter queue
 * of SQS.
 */
@Timeout(600)
class MessagesIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  private static final int BODIES = Integer.getInteger("fuzz.messages", 10_000);
  private static final int BATCH = 10;

  private static final String JOB = "{\"job_type\":\"InsertJob\",\"data\":\"a message\"}";

  private static String polled;
  private static String posted;
  private static String deadLetters;
  private static Worker worker;
  private static Daemon daemon;

  @BeforeAll
  static void start() {
    deadLetters = SQS.createQueue("dead");
    polled = queue("polled");
    posted = queue("posted");
    Map<String, String> environment = POSTGRES.database().environment();
    environment.put("RUNNERBEAN_PORT", "0");
    environment.put("RUNNERBEAN_POLL", polled);
    environment.put("AWS_REGION", SqsServer.REGION);
    environment.put("AWS_ENDPOINT_URL_SQS", SQS.server().endpoint().toString());
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    worker = Worker.start(WorkerConfig.from(environment), Jobs.catalog(), Clock.systemUTC());
    Map<String, String> settings = new HashMap<>();
    settings.put("SQSD_QUEUE_URL", posted);
    settings.put("SQSD_APP_URL", "http://127.0.0.1:" + worker.port());
    settings.put("SQSD_HTTP_PATH", "/job/run");
    settings.put("SQSD_HTTP_CONNECTIONS", "16");
    settings.put("SQSD_LONG_POLL", "1");
    settings.put("SQSD_ERROR_VISIBILITY_TIMEOUT", "2");
    daemon = Daemon.start(DaemonSettings.read(Map.of(), settings), SQS.client(), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    daemon.close();
    worker.close();
  }

  @Test
  @DisplayName("ten bad values of each attribute")
  void badAttributes() throws Exception {
    Map<String, String> sent = new HashMap<>();
    MessageAttributes.BAD.forEach((name, values) -> {
      for (String value : values) {
        for (String queue : List.of(polled, posted)) {
          sent.putAll(send(queue, List.of(message(JOB, MessageAttributes.of(name, value)))));
        }
      }
    });
    assertThat(sent).hasSize(2 * 10 * MessageAttributes.BAD.size());
    awaitEmpty();
    assertEachHasARun(sent);
    assertThat(
            query("select reason from runnerbean.dead_letter where reason is null or reason = ''"))
        .isEmpty();
    assertThat(query("select distinct reason from runnerbean.dead_letter"))
        .anyMatch(reason -> reason.contains("X-Aws-Sqsd-Attr-Runnerbean-Key"))
        .anyMatch(reason -> reason.contains("X-Aws-Sqsd-Taskname"))
        .anyMatch(reason -> reason.contains("X-Aws-Sqsd-Scheduled-At"))
        .anyMatch(reason -> reason.contains("/health/live"));
  }

  @Test
  @DisplayName("random bodies and attributes")
  void oddMessages() throws Exception {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    System.out.printf("%,d messages, fuzz.seed=%d%n", BODIES, seed);
    OddMessages odd = new OddMessages(new SplittableRandom(seed));
    Map<String, String> sent = new HashMap<>();
    for (int i = 0; i < BODIES; i += BATCH) {
      List<SendMessageBatchRequestEntry> entries =
          Stream.generate(() -> message(odd.body(), odd.attributes())).limit(BATCH).toList();
      sent.putAll(send(i % (2 * BATCH) == 0 ? polled : posted, entries));
    }
    awaitEmpty();
    assertThat(sent).hasSize(BODIES);
    assertEachHasARun(sent);
    assertThat(
            query(
                """
                select state, reason from runnerbean.run r where state = 'queued'
                  and not exists (select from runnerbean.job_queue q where q.run_id = r.id)
                """))
        .isEmpty();
  }

  private static String queue(String name) {
    String arn =
        SQS.client()
            .getQueueAttributes(request ->
                request.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    String policy = "{\"maxReceiveCount\":10,\"deadLetterTargetArn\":\"%s\"}".formatted(arn);
    return SQS.client()
        .createQueue(request ->
            request.queueName(name).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)))
        .queueUrl();
  }

  private static SendMessageBatchRequestEntry message(
      String body, Map<String, MessageAttributeValue> attributes) {
    return SendMessageBatchRequestEntry.builder()
        .id(UUID.randomUUID().toString())
        .messageBody(body)
        .messageAttributes(attributes)
        .build();
  }

  /** Sends messages, and returns them by their ids. */
  private static Map<String, String> send(
      String queue, List<SendMessageBatchRequestEntry> entries) {
    SendMessageBatchResponse answer =
        SQS.client().sendMessageBatch(request -> request.queueUrl(queue).entries(entries));
    assertThat(answer.failed()).as("refused by SQS").isEmpty();
    Map<String, String> sent = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      sent.put(answer.successful().get(i).messageId(), queue + ": " + entries.get(i));
    }
    return sent;
  }

  /** A message that comes again and again never leaves its queue, or goes to the dead letters. */
  private static void awaitEmpty() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> count(polled) + count(posted) == 0);
    assertThat(count(deadLetters)).as("messages that circled").isZero();
  }

  private static int count(String queue) {
    return SQS
        .client()
        .getQueueAttributes(request ->
            request
                .queueUrl(queue)
                .attributeNames(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private static void assertEachHasARun(Map<String, String> sent) throws SQLException {
    query("select message_id from runnerbean.run").forEach(sent::remove);
    assertThat(sent.values()).as("messages without a run").isEmpty();
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = POSTGRES.database().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(String.valueOf(row.getString(1)));
      }
    }
    return rows;
  }
}
