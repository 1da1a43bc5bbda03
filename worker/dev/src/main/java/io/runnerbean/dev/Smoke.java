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

/** Takes jobs through everything by each way in, and shows the rows they became. */
record Smoke(DevMode dev) {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final String INSERTED =
      """
      select d.id, d.data, r.id as run_id, r.state, r.attempt
      from job_server_data d, runnerbean.run r
      where d.data = ? and r.message_id = ?
      """;

  private static final String TICKED =
      """
      select c.id, c.triggered_at, c.scheduled_for, r.id as run_id, r.state, r.attempt
      from cron_job_data c, runnerbean.run r
      where c.triggered_at >= ?::timestamptz and r.started_at >= ?::timestamptz
        and r.job_type = 'CronJob' and r.scheduled_at = c.scheduled_for
      """;

  /**
   * Sends one job to SQS, posts one to the worker, and lets a schedule come due; waits and prints.
   *
   * @throws DevException if a row is not there in time
   */
  void run(PrintStream out) throws Exception {
    String begin = Instant.now().toString();
    show(out, "Sent message ", message -> dev.queues().send(JobMessage.of("InsertJob", message)));
    show(out, "Posted message ", this::post);
    out.println("CronJob runs at the next full minute …");
    out.println(new RowWatch(dev.database(), LONGEST.multipliedBy(2)).await(TICKED, begin, begin));
  }

  private void show(PrintStream out, String how, Sending sending) throws Exception {
    String data = "smoke " + UUID.randomUUID();
    String messageId = sending.send(payload(data));
    out.println(how + messageId);
    out.println(new RowWatch(dev.database(), LONGEST).await(INSERTED, data, messageId));
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

  private interface Sending {

    /** Answers the message id. */
    String send(String payload) throws Exception;
  }
}
