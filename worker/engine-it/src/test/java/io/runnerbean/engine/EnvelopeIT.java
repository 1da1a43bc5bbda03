package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.runnerbean.engine.delivery.DeliveryConfig;
import io.runnerbean.engine.delivery.Envelopes;
import io.runnerbean.engine.delivery.RetryOwner;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.testkit.PostgresExtension;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as SNS, EventBridge and S3 send them. Their bodies are those of AWS's documentation. */
@Timeout(120)
class EnvelopeIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String S3 =
      "{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{\"object\":{\"key\":\"a.csv\"}}}]}";

  private static final String S3_TEST =
      "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Time\":\"2014-10-13T15:57:02.089Z\","
          + "\"Bucket\":\"bucketname\",\"RequestId\":\"5582815E1AEA5ADF\",\"HostId\":\"8cLeGAmw098X5cv4\"}";

  private static TestWorker worker;

  /** The payload of a notification of S3. */
  record Upload(@JsonProperty("Records") List<Map<String, Object>> records) {}

  /** Notes how many records a notification has. */
  private record UploadJob(JobType<Upload> type) implements Job<Upload> {
    @Override
    public JobResult run(Upload payload, JobContext context) {
      context.session().persist(new Note("records: " + payload.records().size()));
      return JobResult.succeeded();
    }
  }

  @BeforeAll
  static void start() {
    Map<String, String> types = Map.of("wrapped", "", "notes", "NoteJob", "uploads", "UploadJob");
    worker =
        TestWorker.start(
            new WorkerConfig(
                    TestWorker.databaseConfig(POSTGRES.database(), POSTGRES.database().port(), 2),
                    HttpConfig.loopback(0),
                    null)
                .withDeliveries(
                    new DeliveryConfig(
                        RetryOwner.POSTGRES, Duration.ofMinutes(5), new Envelopes(types))),
            POSTGRES.database(),
            NoteJobs.catalog(
                new NoteJobs.NoteJob(), new UploadJob(JobType.of("UploadJob", Upload.class))),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @AfterEach
  void delete() throws Exception {
    worker.execute(TestWorker.DELETE_RUNS);
  }

  @ParameterizedTest(name = "{0}, {1} around {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          # queue | envelope        | message                            | note
          wrapped | -               | {"job_type":"NoteJob","text":"a"}  | a
          wrapped | SNS             | {"job_type":"NoteJob","text":"a"}  | a
          wrapped | EventBridge     | {"job_type":"NoteJob","text":"a"}  | a
          wrapped | SNS+EventBridge | {"job_type":"NoteJob","text":"a"}  | a
          notes   | SNS             | {"text":"a"}                       | a
          notes   | EventBridge     | {"text":"a"}                       | a
          notes   | -               | {"text":"a"}                       | a
          uploads | -               | S3                                 | records: 1
          uploads | SNS             | S3                                 | records: 1
          """)
  void unwraps(String queue, String envelope, String message, String note) throws Exception {
    assertThat(deliver(queue, wrap(envelope, message)).body()).contains("succeeded");
    assertThat(worker.query("select text from note")).containsExactly(note);
  }

  @ParameterizedTest(name = "{0}, {1} around {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          # queue | envelope     | message                           | the dead letter says
          plain   | SNS          | {"job_type":"NoteJob","text":"a"} | the body is a notification of SNS; RUNNERBEAN_ENVELOPES=plain makes the worker unwrap it
          plain   | EventBridge  | {"job_type":"NoteJob","text":"a"} | the body is an event of EventBridge; RUNNERBEAN_ENVELOPES=plain
          plain   | -            | S3                                | the body is a notification of S3; RUNNERBEAN_ENVELOPES=plain
          plain   | confirmation | {}                                | the body is a question of SNS
          wrapped | confirmation | {}                                | confirm the subscription in SNS
          wrapped | -            | S3                                | RUNNERBEAN_ENVELOPES=wrapped makes the worker unwrap it, with =JOB_TYPE
          wrapped | SNS          | hello                             | Message of SNS: body is not JSON
          wrapped | SNS          | []                                | must be a JSON object
          wrapped | SNS          | {"text":"a"}                      | job_type is missing
          notes   | SNS          | {"job_type":"NotJob"}             | -
          """)
  void namesTheEnvelope(String queue, String envelope, String message, String reason)
      throws Exception {
    assertThat(deliver(queue, wrap(envelope, message)).statusCode()).isEqualTo(200);
    List<String> letters = worker.query("select reason from runnerbean.dead_letter");
    if (reason.equals("-")) {
      assertThat(letters).isEmpty();
      assertThat(worker.query("select payload from runnerbean.job_queue")).containsExactly(message);
    } else {
      assertThat(letters).singleElement().asString().contains(reason);
    }
  }

  @Test
  void settlesTheTestMessageOfS3WithoutAnAlarm() throws Exception {
    for (String body : List.of(S3_TEST, wrap("SNS", S3_TEST))) {
      HttpResponse<String> answer = deliver("uploads", body);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"state\":\"ignored\"", "a test message of S3");
    }
    assertThat(deliver("plain", S3_TEST).body()).contains("ignored");
    assertThat(worker.query("select id from runnerbean.run")).isEmpty();
    String job = S3_TEST.replace("{\"Service", "{\"job_type\":\"NoteJob\",\"Service");
    assertThat(deliver("plain", job).body()).as("a message for a job").contains("dead");
  }

  private static HttpResponse<String> deliver(String queue, String body) throws Exception {
    return worker.post(
        "/job/run",
        Map.of("X-Aws-Sqsd-Msgid", UUID.randomUUID().toString(), "X-Aws-Sqsd-Queue", queue),
        body);
  }

  private static String wrap(String envelope, String message) {
    String text = message.equals("S3") ? S3 : message;
    return switch (envelope) {
      case "SNS" -> sns("Notification", text);
      case "confirmation" -> sns("SubscriptionConfirmation", text);
      case "EventBridge" -> eventBridge(text);
      case "SNS+EventBridge" -> sns("Notification", eventBridge(text));
      default -> text;
    };
  }

  private static String sns(String type, String message) {
    return """
    {"Type":"%s","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
     "TopicArn":"arn:aws:sns:us-west-2:123456789012:MyTopic","Subject":"My First Message",
     "Message":"%s","Timestamp":"2012-05-02T00:54:06.655Z","SignatureVersion":"1",
     "Signature":"EXAMPLEw6JRN","SigningCertURL":"https://sns.us-west-2.amazonaws.com/x.pem"}
    """
        .formatted(type, message.replace("\n", " ").replace("\"", "\\\""));
  }

  private static String eventBridge(String detail) {
    return """
    {"version":"0","id":"6a7e8feb-b491-4cf7-a9f1-bf3703467718","detail-type":"Order",
     "source":"shop","account":"111122223333","time":"2017-12-22T18:43:48Z",
     "region":"us-west-1","resources":[],"detail":%s}
    """
        .formatted(detail);
  }
}
