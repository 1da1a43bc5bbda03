package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.jobs.Jobs;
import io.runnerbean.testkit.PostgresExtension;
import io.runnerbean.testkit.SqsServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The worker as a process that is stopped or killed during a job. The test blocks the job by a lock
 * on its table.
 */
@Timeout(300)
class ServeIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String SIGTERM_EXIT = "143";

  @BeforeAll
  static void migrate() {
    Map<String, String> environment = POSTGRES.database().environment();
    environment.put("RUNNERBEAN_PORT", "0");
    Worker.start(WorkerConfig.from(environment), Jobs.catalog(), Clock.systemUTC()).close();
  }

  @BeforeEach
  void truncate() throws Exception {
    table().truncate();
  }

  @Test
  void finishesTheRunningJobBeforeItStops() throws Exception {
    try (DevProcess worker = serve("120");
        Connection lock = table().lock()) {
      URI url = worker.url();
      CompletableFuture<HttpResponse<String>> job = post(url);
      await().until(table()::aJobWaits);
      worker.terminate();
      await()
          .untilAsserted(() -> assertThat(get(url, "/health/ready").body()).contains("it drains"));
      assertThat(get(url, "/health/ready").statusCode()).isEqualTo(503);
      assertThat(get(url, "/health/live").statusCode()).isEqualTo(200);
      HttpResponse<String> late = post(url).join();
      assertThat(late.statusCode()).isEqualTo(503);
      assertThat(late.headers().firstValue("Retry-After")).isPresent();
      worker.terminate();
      lock.rollback();
      assertThat(job.join().statusCode()).isEqualTo(200);
      assertThat(worker.awaitEnd()).hasToString(SIGTERM_EXIT);
      assertThat(worker.output())
          .doesNotContain("cleanly")
          .contains("InsertJob in ", "1 succeeded, 0 failed")
          .doesNotContain("\"outcome\"");
    }
    assertThat(table().rows()).isEqualTo(1);
  }

  @Test
  void takesMessagesFromSqsItself() throws Exception {
    Map<String, String> environment = POSTGRES.database().environment();
    environment.putAll(SqsServer.clientEnvironment());
    try (SqsServer sqs = SqsServer.temporary();
        SqsClient client = sqs.client()) {
      environment.put("AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString());
      environment.put("RUNNERBEAN_PORT", "0");
      environment.put("HTTP_PROXY", "http://127.0.0.1:9"); // is not used for the loopback
      String queue = client.createQueue(request -> request.queueName("polled")).queueUrl();
      var _ =
          client.sendMessage(request ->
              request
                  .queueUrl(queue)
                  .messageBody("{\"job_type\":\"InsertJob\",\"data\":\"polled\"}"));
      try (DevProcess _ = DevProcess.command(environment, "serve", "--poll", queue)) {
        await().until(() -> table().rows() == 1);
      }
    }
  }

  @Test
  void handsOverAJobThatRunsLongerThanTheDrainLimit() throws Exception {
    try (DevProcess worker = serve("1");
        Connection lock = table().lock()) {
      URI url = worker.url();
      CompletableFuture<HttpResponse<String>> job = post(url);
      await().until(table()::aJobWaits);
      worker.terminate();
      assertThat(worker.awaitEnd()).hasToString(SIGTERM_EXIT);
      assertThat(worker.output()).contains("interrupted and rolled back");
      assertThat(job.join().statusCode()).isEqualTo(200);
      assertThat(job.join().body()).contains("waiting");
      lock.rollback();
    }
    try (DevProcess _ = serve("30")) {
      await().untilAsserted(() -> assertThat(table().rows()).isEqualTo(1));
    }
    runsOnceAfterwards();
  }

  @Test
  void losesNothingWhenItIsKilled() throws Exception {
    try (DevProcess worker = serve("30");
        Connection lock = table().lock()) {
      CompletableFuture<HttpResponse<String>> job = post(worker.url());
      await().until(table()::aJobWaits);
      worker.kill();
      assertThat(job.handle((answer, failure) -> failure != null).join()).isTrue();
      lock.rollback();
    }
    runsOnceAfterwards();
  }

  private void runsOnceAfterwards() throws Exception {
    try (DevProcess next = serve("30")) {
      URI url = next.url();
      await().untilAsserted(() -> assertThat(post(url).join().statusCode()).isEqualTo(200));
      assertThat(post(url).join().statusCode()).isEqualTo(200);
    }
    assertThat(table().rows()).isEqualTo(1);
  }

  private static JobTable table() {
    return new JobTable(POSTGRES.database());
  }

  private static DevProcess serve(String drain) throws IOException {
    Map<String, String> environment = POSTGRES.database().environment();
    environment.put("RUNNERBEAN_HOST", "127.0.0.1");
    environment.put("RUNNERBEAN_PORT", "0");
    environment.put("RUNNERBEAN_DRAIN", drain);
    return DevProcess.command(environment, "serve");
  }

  /** Posts always the same message. */
  private static CompletableFuture<HttpResponse<String>> post(URI url) {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/job/run/InsertJob"))
            .header("X-Aws-Sqsd-Msgid", "the-message")
            .timeout(Duration.ofMinutes(3))
            .POST(HttpRequest.BodyPublishers.ofString("{\"data\":\"x\"}"))
            .build();
    return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(URI url, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofMinutes(1)).build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }
}
