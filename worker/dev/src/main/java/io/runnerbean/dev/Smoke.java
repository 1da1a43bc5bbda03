package io.runnerbean.dev;

import io.runnerbean.engine.sqs.JobMessage;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Runs one job from SQS, one by POST and one by cron, and prints the rows of each. */
record Smoke(DevMode dev) {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final String INSERTED =
      """
      select d.id, d.data, r.id as run_id, r.state, r.attempt
      from job_server_data d, runnerbean.run r
      where d.data = ? and r.message_id = ?
      """;

  private static final String SCHEDULED =
      """
      select c.id, c.triggered_at, c.scheduled_for, r.id as run_id, r.state, r.attempt
      from cron_job_data c, runnerbean.run r
      where c.triggered_at >= ?::timestamptz and r.started_at >= ?::timestamptz
        and r.job_type = 'CronJob' and r.scheduled_at = c.scheduled_for
      """;

  /**
   * Sends a job to SQS, posts one to the worker, and waits for a schedule. Prints the row of each.
   *
   * @throws DevException if a row is missing at the timeout
   */
  void run(PrintStream out) throws Exception {
    String begin = Instant.now().toString();
    runOne(out, "Sent message ", message -> dev.queues().send(JobMessage.of("InsertJob", message)));
    runOne(out, "Posted message ", this::post);
    out.println("CronJob runs at the next full minute …");
    out.println(
        new RowWatch(dev.database(), TIMEOUT.multipliedBy(2)).await(SCHEDULED, begin, begin));
  }

  private void runOne(PrintStream out, String label, Sending sending) throws Exception {
    String data = "smoke " + UUID.randomUUID();
    String messageId = sending.send(payload(data));
    out.println(label + messageId);
    out.println(new RowWatch(dev.database(), TIMEOUT).await(INSERTED, data, messageId));
  }

  private static String payload(String data) {
    return "{\"data\":\"" + data + "\"}";
  }

  private String post(String payload) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(dev.url().resolve("/job/post/InsertJob"))
            .header("Content-Type", "application/json")
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(payload))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return JsonMapper.shared()
          .readTree(answer)
          .path("message_id")
          .asString("rejected: " + answer);
    }
  }

  private interface Sending {

    /** Sends a message and returns its id. */
    String send(String payload) throws Exception;
  }
}
