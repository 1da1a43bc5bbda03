package io.runnerbean.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.config.Secret;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class CronJobIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
  private final Instant triggered = minute.plusMillis(1250);

  @Test
  void recordsWhenItRanAndItsScheduledTime() throws Exception {
    try (Worker worker = start()) {
      HttpRequest tick =
          request(worker)
              .header("Content-Type", "application/json")
              .header("X-Aws-Sqsd-Msgid", "tick-1")
              .header("X-Aws-Sqsd-Queue", "jobs")
              .header("X-Aws-Sqsd-Taskname", "every-minute")
              .header("X-Aws-Sqsd-Scheduled-At", minute.toString())
              .build();
      assertThat(status(tick)).isEqualTo(200);
      assertThat(status(request(worker).build())).isEqualTo(200);
    }
    try (Connection connection = POSTGRES.database().connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select triggered_at, scheduled_for from cron_job_data order by id")) {
      rows.next();
      assertThat(rows.getObject(1, OffsetDateTime.class).toInstant()).isEqualTo(triggered);
      assertThat(rows.getObject(2, OffsetDateTime.class).toInstant()).isEqualTo(minute);
      rows.next();
      assertThat(rows.getObject(2)).as("a plain POST has no scheduled time").isNull();
      assertThat(rows.next()).isFalse();
    }
  }

  private Worker start() {
    PostgresDatabase database = POSTGRES.database();
    DatabaseConfig config =
        new DatabaseConfig(
            database.host(),
            database.port(),
            database.name(),
            database.user(),
            new Secret(database.password()),
            2);
    return Worker.start(
        new WorkerConfig(config, HttpConfig.loopback(0), null),
        Jobs.catalog(),
        Clock.fixed(triggered, ZoneOffset.UTC));
  }

  private static HttpRequest.Builder request(Worker worker) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + worker.port() + "/job/run/CronJob"))
        .timeout(Duration.ofSeconds(60))
        .POST(HttpRequest.BodyPublishers.noBody());
  }

  private static int status(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }
}
