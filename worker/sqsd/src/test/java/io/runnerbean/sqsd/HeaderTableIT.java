package io.runnerbean.sqsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.SqsExtension;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Tests every header: of a normal message, and of a scheduled message as AWS's daemon puts it in
 * the queue. The values are patterns. {@code line} and {@code body} mean the first line and the
 * body of the request.
 */
@Timeout(120)
class HeaderTableIT {

  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
  private static final String UUID = "[0-9a-f-]{36}";

  private static RawApp.Request message;
  private static RawApp.Request scheduled;

  @BeforeAll
  static void deliver() throws Exception {
    String queue = SQS.createQueue("beans");
    try (RawApp app = RawApp.answering(request -> 200);
        Daemon _ = TestDaemon.start(SQS.client(), queue, app.url())) {
      SQS.client()
          .sendMessage(request ->
              request
                  .queueUrl(queue)
                  .messageBody("{\"job_type\":\"InsertJob\",\"data\":\"bohné\"}")
                  .messageAttributes(
                      Map.of(
                          "myAttr", text("String", "a value"),
                          "two-Words", text("String.custom", "größe"),
                          "turn_id", text("Number", "7.5"),
                          "lines", text("String", "one\ntwo"),
                          "bytes",
                              MessageAttributeValue.builder()
                                  .dataType("Binary")
                                  .binaryValue(SdkBytes.fromUtf8String("x"))
                                  .build())));
      message = app.next();
      SQS.client()
          .sendMessage(request ->
              request
                  .queueUrl(queue)
                  .messageBody("elasticbeanstalk scheduled job")
                  .messageAttributes(
                      Map.of(
                          "beanstalk.sqsd.path", text("String", "/job/run/CronJob"),
                          "beanstalk.sqsd.task_name", text("String", "every-minute"),
                          "beanstalk.sqsd.scheduled_time",
                              text("String", "2026-09-17 06:04:00 UTC"))));
      scheduled = app.next();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # header                     | of a message              | of a scheduled message
          line                         | POST /job/run HTTP/1.1    | POST /job/run/CronJob HTTP/1.1
          body                         | .*bohné.*                 | ''
          User-Agent                   | aws-sqsd/3[.]0[.]5.*      | aws-sqsd/3[.]0[.]5.*
          Content-Type                 | application/json          | application/json
          Content-Length               | 40                        | 0
          Accept-Encoding              | gzip, compressed          | gzip, compressed
          X-Aws-Sqsd-Msgid             | UUID                      | UUID
          X-Aws-Sqsd-Queue             | beans                     | beans
          X-Aws-Sqsd-Receive-Count     | 1                         | 1
          X-Aws-Sqsd-First-Received-At | TIME                      | TIME
          X-Aws-Sqsd-Sent-At           | TIME                      | TIME
          X-Aws-Sqsd-Sender-Id         | .+                        | .+
          X-Aws-Sqsd-Path              | /job/run                  | /job/run/CronJob
          X-Aws-Sqsd-Taskname          | [(]not there[)]           | every-minute
          X-Aws-Sqsd-Scheduled-At      | [(]not there[)]           | 2026-09-17T06:04:00Z
          X-Aws-Sqsd-Attr-Myattr       | a value                   | [(]not there[)]
          X-Aws-Sqsd-Attr-Two-Words    | größe                     | [(]not there[)]
          X-Aws-Sqsd-Attr-Turn_id      | 7[.]5                     | [(]not there[)]
          X-Aws-Sqsd-Attr-Lines        | one two                   | [(]not there[)]
          X-Aws-Sqsd-Attr-Bytes        | [(]not there[)]           | [(]not there[)]
          X-Aws-Sqsd-Attr-Beanstalk.sqsd.path | [(]not there[)]    | [(]not there[)]
          """)
  void equalsTheHeaderOfAws(String header, String onMessage, String onScheduled) {
    System.out.printf(
        "%-36s | %-40s | %s%n", header, seen(message, header), seen(scheduled, header));
    assertThat(seen(message, header)).matches(pattern(onMessage));
    assertThat(seen(scheduled, header)).matches(pattern(onScheduled));
  }

  private static String seen(RawApp.Request request, String header) {
    return switch (header) {
      case "line" -> request.line();
      case "body" -> request.body();
      default -> request.header(header);
    };
  }

  private static String pattern(String text) {
    return text.replace("UUID", UUID).replace("TIME", TIME);
  }

  private static MessageAttributeValue text(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }
}
