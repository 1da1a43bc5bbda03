package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.sqs.SqsQueueConfig;
import io.runnerbean.testkit.PostgresExtension;
import io.runnerbean.testkit.SqsExtension;
import io.runnerbean.testkit.SqsServer;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Each rule of {@code POST /job/post} is a row: the request, the answer and the queue afterwards.
 */
@Timeout(120)
class PostTableIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  private static String queue;
  private static TestWorker worker;

  @BeforeAll
  static void start() {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    queue = SQS.createQueue("jobs");
    WorkerConfig config =
        new WorkerConfig(
            TestWorker.databaseConfig(POSTGRES.database(), POSTGRES.database().port(), 4),
            HttpConfig.loopback(0),
            new SqsQueueConfig(queue, SqsServer.REGION, SQS.server().endpoint()));
    worker =
        TestWorker.start(
            config,
            POSTGRES.database(),
            NoteJobs.catalog(new NoteJobs.NoteJob(), new NoteJobs.TickJob()),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @AfterEach
  void deleteMessagesAndRuns() throws Exception {
    receive();
    worker.execute("truncate note, runnerbean.run");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the rule                          | path                                  | body                                       | status | the answer says            | in the queue
          the type is in the path             | /job/post/NoteJob                     | {"text":"x"}                               | 202    | "job_type":"NoteJob"       | {"job_type":"NoteJob","text":"x"}
          the type is a parameter             | /job/post?job_type=NoteJob            | {"text":"x"}                               | 202    | "queue":"jobs"             | {"job_type":"NoteJob","text":"x"}
          the type is in the body             | /job/post                             | {"job_type":"NoteJob","text":"x"}          | 202    | "message_id":"             | {"job_type":"NoteJob","text":"x"}
          an alias becomes the real name      | /job/post/OldNoteJob                  | {"text":"x"}                               | 202    | "job_type":"NoteJob"       | {"job_type":"NoteJob","text":"x"}
          an empty body is an empty object    | /job/post/TickJob                     |                                            | 202    | "job_type":"TickJob"       | {"job_type":"TickJob"}
          an array has jobs of one type       | /job/post/NoteJob                     | [{"text":"x"},{"text":"y"}]                | 202    | "messages":[{"             | {"job_type":"NoteJob","text":"x"} {"job_type":"NoteJob","text":"y"}
          one wrong element rejects all       | /job/post/NoteJob                     | [{"text":"x"},{"text":" "},{"txt":1}]      | 400    | "field":"[1].text"         |
          each wrong element is reported      | /job/post/NoteJob                     | [{"text":"x"},{"text":" "},{"txt":1}]      | 400    | "field":"[2].txt"          |
          an array of one gets an array       | /job/post/NoteJob                     | [{"text":"x"}]                             | 202    | "messages":[               | {"job_type":"NoteJob","text":"x"}
          an array must not be empty          | /job/post/NoteJob                     | []                                         | 400    | at least one job           |
          each element must be an object      | /job/post/NoteJob                     | [7]                                        | 400    | "field":"[0].body"         |
          an element of another type          | /job/post/NoteJob                     | [{"job_type":"TickJob"}]                   | 400    | names TickJob              |
          path and parameter must agree       | /job/post/NoteJob?job_type=TickJob    | {"text":"x"}                               | 400    | names TickJob              |
          a violated constraint               | /job/post/NoteJob                     | {"text":"x","stars":6}                     | 400    | "field":"stars"            |
          an unknown type                     | /job/post/NotJob                      | {"text":"x"}                               | 400    | did you mean NoteJob?      |
          no type                             | /job/post                             | {"text":"x"}                               | 400    | is missing                 |
          a delay                             | /job/post/NoteJob?delay_seconds=0     | {"text":"x"}                               | 202    | message_id                 | {"job_type":"NoteJob","text":"x"}
          a delay that is too long            | /job/post/NoteJob?delay_seconds=901   | {"text":"x"}                               | 400    | from 0 to 900              |
          a delay that is negative            | /job/post/NoteJob?delay_seconds=-1    | {"text":"x"}                               | 400    | "field":"delay_seconds"    |
          text that SQS would refuse          | /job/post/NoteJob                     | {"text":"\\uffff é"}                       | 202    | message_id                 | {"job_type":"NoteJob","text":"\\uFFFF \\u00E9"}
          half of a surrogate pair            | /job/post/NoteJob                     | {"text":"\\ud800"}                        | 400    | half of a surrogate pair   |
          """)
  void answers(
      String rule,
      String path,
      @Nullable String body,
      int status,
      String says,
      @Nullable String sent)
      throws Exception {
    HttpResponse<String> answer = worker.post(path, Map.of(), body == null ? "" : body);
    assertThat(answer.body()).contains(says);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(receive().stream().map(Message::body).sorted().toList())
        .isEqualTo(sent == null ? List.of() : List.of(sent.split(" (?=[{])", -1)));
    assertThat(worker.query("select text from note")).isEmpty();
  }

  @Test
  void delaysAMessage() throws Exception {
    worker.post("/job/post/NoteJob?delay_seconds=900", Map.of(), "{\"text\":\"x\"}");
    assertThat(
            SQS.client()
                .getQueueAttributes(
                    request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes())
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "1");
    SQS.client().purgeQueue(request -> request.queueUrl(queue));
  }

  @Test
  void refusesMoreThanAThousandJobs() throws Exception {
    String jobs = "[" + "{\"text\":\"x\"},".repeat(1_000) + "{\"text\":\"x\"}]";
    HttpResponse<String> answer = worker.post("/job/post/NoteJob", Map.of(), jobs);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("must contain at most 1000 jobs; it has 1001");
    assertThat(receive()).isEmpty();
  }

  @Test
  void givesEachMessageItsOwnKey() throws Exception {
    worker.post(
        "/job/post/NoteJob", Map.of(), "[" + "{\"text\":\"x\"},".repeat(24) + "{\"text\":\"x\"}]");
    List<String> keys = receive().stream().map(PostTableIT::key).toList();
    assertThat(keys).hasSize(25).doesNotHaveDuplicates().allMatch(key -> key.charAt(14) == '7');
  }

  @Test
  void runsAKeyOnceUnderAnyMessageId() throws Exception {
    worker.post("/job/post/NoteJob", Map.of(), "{\"text\":\"x\"}");
    Message message = receive().getFirst();
    for (String id : List.of("first", "second")) {
      Map<String, String> headers =
          Map.of("X-Aws-Sqsd-Msgid", id, "X-Aws-Sqsd-Attr-Runnerbean-Key", key(message));
      assertThat(worker.post("/job/run", headers, message.body()).statusCode()).isEqualTo(200);
    }
    assertThat(worker.query("select text from note")).containsExactly("x");
    assertThat(worker.query("select id from runnerbean.run")).containsExactly(key(message));
  }

  @ParameterizedTest(name = "a repeated post has the same run id: {0}")
  @ValueSource(strings = {"X-Aws-Sqsd-Msgid", "Idempotency-Key"})
  void repeatsTheRunId(String header) throws Exception {
    Map<String, String> headers = Map.of(header, "cron-2");
    assertThat(worker.post("/job/post/TickJob", headers, "").statusCode()).isBetween(200, 202);
    assertThat(worker.post("/job/post/TickJob", headers, "").statusCode()).isBetween(200, 202);
    List<String> keys = receive().stream().map(PostTableIT::key).toList();
    assertThat(keys).hasSize(2);
    assertThat(keys.getFirst()).isEqualTo(keys.getLast());
  }

  @Test
  void answersWithTheRunId() throws Exception {
    HttpResponse<String> answer = worker.post("/job/post/TickJob", Map.of(), "");
    assertThat(answer.body()).contains("\"run_id\":\"" + key(receive().getFirst()) + "\"");
  }

  @Test
  void answers503IfSqsRefuses() throws Exception {
    String gone = SQS.createQueue("gone");
    WorkerConfig config =
        new WorkerConfig(
            TestWorker.databaseConfig(POSTGRES.database(), POSTGRES.database().port(), 2),
            HttpConfig.loopback(0),
            new SqsQueueConfig(gone, SqsServer.REGION, SQS.server().endpoint()));
    SQS.client().deleteQueue(request -> request.queueUrl(gone));
    try (TestWorker lost =
        TestWorker.start(
            config,
            POSTGRES.database(),
            NoteJobs.catalog(new NoteJobs.NoteJob()),
            Clock.systemUTC())) {
      HttpResponse<String> answer = lost.post("/job/post/NoteJob", Map.of(), "{\"text\":\"x\"}");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  private static String key(Message message) {
    return Objects.requireNonNull(message.messageAttributes().get("Runnerbean-Key")).stringValue();
  }

  /** Receives and deletes all messages of the queue. */
  private static List<Message> receive() {
    List<Message> all = new ArrayList<>();
    List<Message> some = next();
    while (!some.isEmpty()) {
      some.forEach(message ->
          SQS.client()
              .deleteMessage(
                  request -> request.queueUrl(queue).receiptHandle(message.receiptHandle())));
      all.addAll(some);
      some = next();
    }
    return all;
  }

  private static List<Message> next() {
    return SQS.client()
        .receiveMessage(
            request -> request.queueUrl(queue).maxNumberOfMessages(10).messageAttributeNames("All"))
        .messages();
  }
}
