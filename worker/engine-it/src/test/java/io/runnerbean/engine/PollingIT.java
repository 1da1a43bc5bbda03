package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.NoteJobs.NoteJob;
import io.runnerbean.engine.NoteJobs.Text;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.http.TrustedPeers;
import io.runnerbean.engine.http.auth.AccessConfig;
import io.runnerbean.engine.sqs.PolledQueue;
import io.runnerbean.engine.sqs.SqsConfig;
import io.runnerbean.engine.sqs.SqsQueueConfig;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.testkit.PostgresExtension;
import io.runnerbean.testkit.SqsExtension;
import io.runnerbean.testkit.SqsServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A worker that takes messages from SQS itself. */
@Timeout(180)
class PollingIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  private final BlockingJob blocking = new BlockingJob();
  private final FailsAtJob failing = new FailsAtJob();
  private String queue;
  private TestWorker worker;

  /** Waits until the worker interrupts it. */
  private static final class BlockingJob implements Job<Text> {

    private final CountDownLatch begun = new CountDownLatch(2);

    @Override
    public JobType<Text> type() {
      return JobType.of("BlockingJob", Text.class);
    }

    @Override
    public JobResult run(Text payload, JobContext context) throws Exception {
      context.session().persist(new Note(payload.text()));
      begun.countDown();
      new CountDownLatch(1).await();
      return JobResult.succeeded();
    }
  }

  /** Fails for one text. */
  private static final class FailsAtJob implements Job<Text> {

    @Override
    public JobType<Text> type() {
      return JobType.of("FailsAtJob", Text.class);
    }

    @Override
    public JobResult run(Text payload, JobContext context) throws Exception {
      if (payload.text().equals("a3")) {
        throw new IOException("not this one");
      }
      context.session().persist(new Note(payload.text()));
      return JobResult.succeeded();
    }
  }

  @BeforeAll
  static void setCredentials() {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
  }

  @BeforeEach
  void start(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    boolean fifo = name.contains("Group");
    queue =
        SQS.client()
            .createQueue(request ->
                request
                    .queueName(fifo ? name + ".fifo" : name)
                    .attributes(fifo ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of()))
            .queueUrl();
    SqsQueueConfig config = new SqsQueueConfig(queue, SqsServer.REGION, SQS.server().endpoint());
    worker =
        TestWorker.start(
            new WorkerConfig(
                    TestWorker.databaseConfig(POSTGRES.database(), POSTGRES.database().port(), 2),
                    new HttpConfig(
                        "127.0.0.1",
                        0,
                        TrustedPeers.none(),
                        AccessConfig.open(),
                        Duration.ofSeconds(1)),
                    null)
                .withSqs(
                    new SqsConfig(
                        null, null, List.of(new PolledQueue(config, 1, Duration.ofMinutes(1))))),
            POSTGRES.database(),
            NoteJobs.catalog(new NoteJob(), new NoteJobs.TickJob(), blocking, failing),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    worker.close();
    worker.execute(TestWorker.DELETE_RUNS);
  }

  @Test
  @DisplayName("messages run, and leave the queue")
  void runsAndDeletesMessages() {
    for (int i = 0; i < 25; i++) {
      send("{\"job_type\":\"NoteJob\",\"text\":\"note %d\"}".formatted(i), Map.of());
    }
    send(
        "elasticbeanstalk scheduled job",
        Map.of(
            "beanstalk.sqsd.task_name", "nightly",
            "beanstalk.sqsd.path", "/job/run/TickJob",
            "beanstalk.sqsd.scheduled_time", "2026-11-29 03:00:00 UTC"));
    send("not JSON", Map.of());
    send(
        "",
        Map.of(
            "beanstalk.sqsd.task_name", "odd",
            "beanstalk.sqsd.path", "/elsewhere",
            "beanstalk.sqsd.scheduled_time", "at night"));
    FlakyWorker.await(() -> {
      assertThat(worker.query("select text from note where text like 'note%'")).hasSize(25);
      assertThat(worker.query("select text from note where text like 'tick%'")).hasSize(1);
      assertThat(worker.query("select reason from runnerbean.dead_letter")).hasSize(2);
      assertThat(inQueue()).isZero();
    });
  }

  @Test
  @DisplayName("a group keeps its order after a failure, and other groups go on")
  void keepsTheOrderOfAGroup() {
    for (int i = 1; i <= 5; i++) {
      sendOrdered("a", i);
      sendOrdered("b", i);
    }
    FlakyWorker.await(() -> {
      assertThat(worker.query("select text from note order by id"))
          .containsSubsequence("a1", "a2")
          .containsSubsequence("b1", "b2", "b3", "b4", "b5");
      assertThat(inQueue()).as("a3, which failed, and those behind it").isEqualTo(3);
    });
    worker.close();
    assertThat(texts()).hasSize(7).doesNotContain("a4", "a5");
  }

  @Test
  @DisplayName("a worker takes what it can run, and hands that over if it must stop before")
  void handsOverItsMessagesOnStop() throws Exception {
    for (int i = 0; i < 5; i++) {
      send("{\"job_type\":\"BlockingJob\",\"text\":\"blocked %d\"}".formatted(i), Map.of());
    }
    blocking.begun.await();
    assertThat(hidden()).as("as many as it has connections").isEqualTo(2);
    assertThat(visible()).isEqualTo(3);
    worker.close();
    assertThat(texts()).as("all were rolled back").isEmpty();
    assertThat(worker.query("select state from runnerbean.run where job_type = 'BlockingJob'"))
        .as("those that ran are queued")
        .containsExactly("queued", "queued");
    assertThat(visible()).as("the others stay in SQS").isEqualTo(3);
  }

  private static void put(
      Map<String, MessageAttributeValue> attributes, String name, String value) {
    attributes.put(
        name, MessageAttributeValue.builder().dataType("String").stringValue(value).build());
  }

  private void send(String body, Map<String, String> attributes) {
    Map<String, MessageAttributeValue> values = new java.util.HashMap<>();
    attributes.forEach((name, value) -> put(values, name, value));
    SQS.client()
        .sendMessage(request ->
            request
                .queueUrl(queue)
                .messageBody(body.isEmpty() ? "-" : body)
                .messageAttributes(values));
  }

  private void sendOrdered(String group, int number) {
    String body = "{\"job_type\":\"FailsAtJob\",\"text\":\"%s%d\"}".formatted(group, number);
    SQS.client()
        .sendMessage(request ->
            request
                .queueUrl(queue)
                .messageBody(body)
                .messageGroupId(group)
                .messageDeduplicationId(group + number));
  }

  private List<String> texts() {
    try {
      return worker.query("select text from note order by id");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int inQueue() {
    return visible() + hidden();
  }

  private int visible() {
    return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  private int hidden() {
    return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private int count(QueueAttributeName name) {
    return Stream.of(
            SQS.client()
                .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name))
                .attributes()
                .getOrDefault(name, "0"))
        .mapToInt(Integer::parseInt)
        .sum();
  }
}
