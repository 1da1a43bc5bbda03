package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.embedded.PostgresExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The worker as a process that is told to stop, or killed, in mid-job. What holds the job up is a
 * lock on its table, which the test has.
 */
@Timeout(300)
class ServeIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String SIGTERM_EXIT = "143";

  @BeforeEach
  void migrate() throws Exception {
    try (DevProcess worker = serve("30")) {
      url(worker);
    }
    execute("truncate job_server_data, runnerbean.receipt, runnerbean.job_run");
  }

  @Test
  void finishesTheJobThatRunsWhenItIsToldToStop() throws Exception {
    try (DevProcess worker = serve("120");
        Connection lock = lock()) {
      URI url = url(worker);
      CompletableFuture<HttpResponse<String>> job = post(url);
      await().until(this::aJobWaits);
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
      assertThat(worker.output()).doesNotContain("cleanly");
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void rollsBackAJobThatRunsLongerThanTheDrainLimit() throws Exception {
    try (DevProcess worker = serve("1");
        Connection lock = lock()) {
      URI url = url(worker);
      CompletableFuture<HttpResponse<String>> job = post(url);
      await().until(this::aJobWaits);
      worker.terminate();
      assertThat(worker.awaitEnd()).hasToString(SIGTERM_EXIT);
      assertThat(worker.output()).contains("interrupted and rolled back");
      assertThat(
              job.handle((answer, failure) -> failure != null || answer.statusCode() >= 500).join())
          .isTrue();
      lock.rollback();
    }
    runsOnceAfterwards();
  }

  @Test
  void losesNothingWhenItIsKilled() throws Exception {
    try (DevProcess worker = serve("30");
        Connection lock = lock()) {
      CompletableFuture<HttpResponse<String>> job = post(url(worker));
      await().until(this::aJobWaits);
      worker.kill();
      assertThat(job.handle((answer, failure) -> failure != null).join()).isTrue();
      lock.rollback();
    }
    runsOnceAfterwards();
  }

  private void runsOnceAfterwards() throws Exception {
    try (DevProcess next = serve("30")) {
      URI url = url(next);
      await().untilAsserted(() -> assertThat(post(url).join().statusCode()).isEqualTo(200));
      assertThat(post(url).join().statusCode()).isEqualTo(200);
    }
    assertThat(rows()).isEqualTo(1);
  }

  private static DevProcess serve(String drain) throws IOException {
    Map<String, String> environment = DatabaseEnvironment.of(POSTGRES.database());
    environment.put("RUNNERBEAN_HOST", "127.0.0.1");
    environment.put("RUNNERBEAN_PORT", "0");
    environment.put("RUNNERBEAN_DRAIN", drain);
    return DevProcess.command(environment, "serve");
  }

  private static URI url(DevProcess worker) throws IOException {
    String output = worker.awaitOutput("Listening on port ").awaitOutput("\n").output();
    return URI.create(
        "http://127.0.0.1:" + output.replaceFirst("(?s).*Listening on port (\\d+).*", "$1"));
  }

  /** Always the same message. */
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

  private static Connection lock() throws SQLException {
    Connection connection = POSTGRES.database().connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table job_server_data in share mode");
    }
    return connection;
  }

  private boolean aJobWaits() throws SQLException {
    return count(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        > 0;
  }

  private static int rows() throws SQLException {
    return count("select count(*) from job_server_data");
  }

  private static int count(String sql) throws SQLException {
    try (Connection connection = POSTGRES.database().connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = POSTGRES.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }
}
