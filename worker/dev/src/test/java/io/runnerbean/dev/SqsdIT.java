package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.jobs.Jobs;
import io.runnerbean.testkit.PostgresExtension;
import io.runnerbean.testkit.SqsExtension;
import io.runnerbean.testkit.SqsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The daemon as a process that is stopped or killed during a job. */
@Timeout(400)
@Order(1)
class SqsdIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  private static final String SIGTERM_EXIT = "143";

  /** Long enough for a job that waits for the test. */
  private static final String[] PATIENT = {
    "--inactivity-timeout", "120", "--visibility-timeout", "121"
  };

  private static Worker worker;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Map<String, String> environment = POSTGRES.database().environment();
    environment.put("RUNNERBEAN_PORT", "0");
    worker = Worker.start(WorkerConfig.from(environment), Jobs.catalog(), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @BeforeEach
  void truncate() throws Exception {
    table().truncate();
  }

  @Test
  void waitsForPostedMessagesBeforeItStops() throws Exception {
    String queue = SQS.createQueue("stopped");
    try (DevProcess daemon = daemon(queue, app(), PATIENT);
        Connection lock = table().lock()) {
      send(queue);
      await().until(table()::aJobWaits);
      daemon.terminate();
      assertThat(daemon.isAlive()).isTrue();
      lock.rollback();
      assertThat(daemon.awaitEnd()).as(daemon.output()).hasToString(SIGTERM_EXIT);
      assertThat(daemon.output()).doesNotContain("cleanly", "still open");
    }
    assertThat(table().rows()).isEqualTo(1);
    assertThat(count(queue)).as("the message was deleted").isZero();
  }

  @Test
  void losesNothingWhenItIsKilled() throws Exception {
    String queue = SQS.createQueue("killed");
    try (DevProcess daemon = daemon(queue, app());
        Connection lock = table().lock()) {
      send(queue);
      await().until(table()::aJobWaits);
      daemon.kill();
      lock.rollback();
    }
    try (DevProcess _ = daemon(queue, app())) {
      await().until(() -> count(queue) == 0);
    }
    assertThat(table().rows()).isEqualTo(1);
  }

  @Test
  void drivesAnAppInAnotherLanguage() throws Exception {
    String queue = SQS.createQueue("perl");
    try (DevProcess app = perl();
        DevProcess _ = daemon(queue, app.url())) {
      SQS.client()
          .sendMessage(request ->
              request
                  .queueUrl(queue)
                  .messageBody("any text at all")
                  .messageAttributes(
                      Map.of(
                          "colour",
                          MessageAttributeValue.builder()
                              .dataType("String")
                              .stringValue("green")
                              .build())));
      app.awaitOutput("body: any text at all");
      assertThat(app.output())
          .contains("POST /job/run HTTP/1.1")
          .contains("x-aws-sqsd-attr-colour: green")
          .contains("x-aws-sqsd-queue: perl")
          .contains("user-agent: aws-sqsd/");
      await().until(() -> count(queue) == 0);
    }
  }

  @Test
  void runsTheSchedulesOfItsCronFile() throws Exception {
    Path cron =
        Files.writeString(
            folder.resolve("cron.yaml"),
            "version: 1\ncron:\n  - {name: soon, url: /tick, schedule: \"* * * * *\"}\n");
    String queue = SQS.createQueue("ticks");
    try (DevProcess app = perl();
        DevProcess _ = daemon(queue, app.url(), "--cron-file", cron.toString())) {
      app.awaitOutput("x-aws-sqsd-taskname: soon");
      assertThat(app.output())
          .contains("POST /tick HTTP/1.1")
          .contains("content-length: 0")
          .containsPattern("x-aws-sqsd-scheduled-at: \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:00Z");
    }
  }

  @Test
  void namesEverySettingThatIsWrong() throws Exception {
    DevProcess daemon =
        DevProcess.command(Map.of("SQSD_CONNECT_TIMEOUT", "0"), "sqsd", "--http-path", "job");
    assertThat(daemon.awaitEnd()).isEqualTo(1);
    assertThat(daemon.output())
        .contains("--queue-url (SQSD_QUEUE_URL) is missing")
        .contains(
            "--http-path (SQSD_HTTP_PATH) is \"job\": it must be a path that begins with one slash, such as /job/run")
        .contains("--connect-timeout (SQSD_CONNECT_TIMEOUT) is \"0\"");
  }

  /** Returns the address of the worker. */
  private static URI app() {
    return URI.create("http://127.0.0.1:" + worker.port());
  }

  private static DevProcess perl() throws Exception {
    URI script = Objects.requireNonNull(SqsdIT.class.getResource("app.pl")).toURI();
    return DevProcess.start(new ProcessBuilder("perl", Path.of(script).toString()));
  }

  /** Starts a daemon that retries a lost message after six seconds. */
  private static DevProcess daemon(String queue, URI app, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("sqsd", "--queue-url", queue));
    arguments.addAll(List.of("--endpoint-url", SQS.server().endpoint().toString()));
    arguments.addAll(List.of("--app-url", app.toString(), "--http-path", "/job/run"));
    arguments.addAll(List.of("--inactivity-timeout", "5", "--visibility-timeout", "6"));
    arguments.addAll(List.of("--long-poll", "1"));
    arguments.addAll(List.of(more));
    Map<String, String> environment = new HashMap<>(SqsServer.clientEnvironment());
    environment.put("HTTP_PROXY", "http://127.0.0.1:9"); // is not used for the loopback
    return DevProcess.command(environment, arguments.toArray(String[]::new))
        .awaitOutput("Polling " + queue);
  }

  private static JobTable table() {
    return new JobTable(POSTGRES.database());
  }

  private static void send(String queue) {
    SQS.client()
        .sendMessage(request ->
            request.queueUrl(queue).messageBody("{\"job_type\":\"InsertJob\",\"data\":\"x\"}"));
  }

  /** Counts all messages, in flight or not. */
  private static int count(String queue) {
    Map<QueueAttributeName, String> attributes =
        SQS.client()
            .getQueueAttributes(
                request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return Integer.parseInt(
            attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"))
        + Integer.parseInt(
            attributes.getOrDefault(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0"));
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(2));
  }
}
