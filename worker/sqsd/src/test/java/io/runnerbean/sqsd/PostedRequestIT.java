package io.runnerbean.sqsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.config.Secret;
import io.runnerbean.config.signing.SignedRequest;
import io.runnerbean.testkit.SqsExtension;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Which path, headers and signature the daemon posts a message with. */
@Timeout(180)
class PostedRequestIT {

  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  @Test
  void postsOnlyToPathsOfItsApp() throws Exception {
    String queue = SQS.createQueue("paths");
    try (RawApp other = RawApp.answering(request -> 200);
        RawApp app = RawApp.answering(request -> 200);
        Daemon _ = TestDaemon.start(SQS.client(), queue, app.url())) {
      for (String path :
          List.of(
              other.url() + "/x",
              "//127.0.0.1:" + other.url().getPort() + "/x",
              "x",
              "@127.0.0.1:" + other.url().getPort() + "/x",
              "/a b",
              "/\\x",
              "/" + "€".repeat(112),
              "/%zz")) {
        schedule(queue, path, "2026-09-17 06:04:00 UTC");
        RawApp.Request request = app.next();
        assertThat(request.line()).as(path).isEqualTo("POST /job/run HTTP/1.1");
        assertThat(request.header("X-Aws-Sqsd-Path")).isEqualTo("/job/run");
      }
      schedule(queue, "/job/run/täglich?x=1", "2026-09-17 06:04:00 UTC");
      assertThat(app.next().line()).isEqualTo("POST /job/run/t%C3%A4glich?x=1 HTTP/1.1");
      assertThat(other.unseen()).isZero();
    }
  }

  @Test
  void signsItsPosts() throws Exception {
    String queue = SQS.createQueue("signed");
    Secret key = new Secret("a key with at least 32 characters");
    try (RawApp app = RawApp.answering(request -> 200);
        Daemon _ = TestDaemon.signing(SQS.client(), queue, app.url(), key)) {
      send(queue, "größe");
      RawApp.Request request = app.next();
      SortedMap<String, String> covered = new TreeMap<>();
      for (String header : request.headers()) {
        String[] parts = header.split(": ", 2);
        if (SignedRequest.covers(parts[0])) {
          covered.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
      }
      assertThat(covered).containsKeys("x-aws-sqsd-msgid", "x-aws-sqsd-receive-count");
      SignedRequest signed =
          new SignedRequest(
              request.header(SignedRequest.TIMESTAMP),
              "POST",
              "/job/run",
              covered,
              request.body().getBytes(StandardCharsets.UTF_8));
      assertThat(request.header(SignedRequest.SIGNATURE)).isEqualTo(signed.sign(key));
    }
  }

  @Test
  void postsAScheduledTimeThatIsNone() throws Exception {
    String queue = SQS.createQueue("no-time");
    try (RawApp app = RawApp.answering(request -> 200);
        Daemon _ = TestDaemon.start(SQS.client(), queue, app.url())) {
      schedule(queue, "/job/run", "tomorrow at 6");
      assertThat(app.next().header("X-Aws-Sqsd-Scheduled-At")).isEqualTo("tomorrow at 6");
      String cut = "x".repeat(999);
      schedule(queue, "/job/run", cut + "\uD83D\uDE00");
      assertThat(app.next().header("X-Aws-Sqsd-Scheduled-At")).isEqualTo(cut);
    }
  }

  @Test
  void incrementsTheReceiveCountOfARedelivery() throws Exception {
    String queue = SQS.createQueue("again");
    try (RawApp app =
            RawApp.answering(
                request -> request.header("X-Aws-Sqsd-Receive-Count").equals("1") ? 500 : 200);
        Daemon _ =
            Daemon.start(
                TestDaemon.config(queue, app.url(), 4, null, Duration.ofSeconds(1)),
                SQS.client(),
                Clock.systemUTC())) {
      send(queue, "x");
      RawApp.Request first = app.next();
      RawApp.Request second = app.next();
      assertThat(second.header("X-Aws-Sqsd-Receive-Count")).isEqualTo("2");
      assertThat(second.header("X-Aws-Sqsd-Msgid")).isEqualTo(first.header("X-Aws-Sqsd-Msgid"));
      assertThat(second.header("X-Aws-Sqsd-First-Received-At"))
          .isEqualTo(first.header("X-Aws-Sqsd-First-Received-At"));
    }
  }

  private static void send(String queue, String body) {
    SQS.client().sendMessage(request -> request.queueUrl(queue).messageBody(body));
  }

  private static void schedule(String queue, String path, String time) {
    SQS.client()
        .sendMessage(request ->
            request
                .queueUrl(queue)
                .messageBody("-")
                .messageAttributes(
                    Map.of(
                        "beanstalk.sqsd.path", text(path),
                        "beanstalk.sqsd.task_name", text("a-task"),
                        "beanstalk.sqsd.scheduled_time", text(time))));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
