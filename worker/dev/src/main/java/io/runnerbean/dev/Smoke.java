package io.runnerbean.dev;

import io.runnerbean.engine.queue.JobMessage;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Takes jobs through everything by each way in, and shows the rows they became. */
record Smoke(DevMode dev) {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private static final String ROW =
      """
      select d.id, d.data, r.run_id, r.state, r.attempt, r.message_id
      from job_server_data d, runnerbean.job_run r
      where d.data = ? and r.message_id = ?
      """;

  /**
   * Sends one job to SQS and posts one to the worker, waits and prints.
   *
   * @throws DevException if there is no row after a minute
   */
  void run(PrintStream out) throws Exception {
    String sent = "smoke " + UUID.randomUUID();
    String posted = "smoke " + UUID.randomUUID();
    show(out, "Sent message ", dev.queues().send(JobMessage.of("InsertJob", payload(sent))), sent);
    show(out, "Posted message ", post(payload(posted)), posted);
  }

  private void show(PrintStream out, String how, String messageId, String data) throws Exception {
    out.println(how + messageId);
    out.println(await(data, messageId));
  }

  private static String payload(String data) {
    return "{\"data\":\"" + data + "\"}";
  }

  private String post(String payload) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(dev.url().resolve("/job/post/InsertJob"))
            .header("Content-Type", "application/json")
            .timeout(LONGEST)
            .POST(HttpRequest.BodyPublishers.ofString(payload))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return JsonMapper.shared().readTree(answer).path("message_id").asString("refused: " + answer);
    }
  }

  /**
   * Looks again and again, as a person would: a smoke test that was told of the row would prove
   * less.
   */
  private String await(String data, String messageId) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    try (Connection connection = dev.database().connect()) {
      while (System.nanoTime() < end) {
        String row = row(connection, data, messageId);
        if (!row.isEmpty()) {
          return row;
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
    throw new DevException(
        "The job has not run within " + LONGEST.toSeconds() + " s; the lines above may say why.");
  }

  private static String row(Connection connection, String data, String messageId)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(ROW)) {
      find.setString(1, data);
      find.setString(2, messageId);
      ResultSet row = find.executeQuery();
      return row.next()
          ? "Row: job_server_data id=%s data=\"%s\", run %s %s at attempt %s"
              .formatted(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5))
          : "";
    }
  }
}
