package io.runnerbean.sqsd;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Starts daemons with short long polls, so that they close soon. */
final class TestDaemon {

  private TestDaemon() {}

  static Daemon start(SqsClient sqs, String queueUrl, URI app) {
    return start(sqs, queueUrl, app, 4, null);
  }

  static Daemon start(
      SqsClient sqs, String queueUrl, URI app, int connections, @Nullable String healthPath) {
    return Daemon.start(
        config(queueUrl, app, connections, healthPath, Duration.ofSeconds(60)),
        sqs,
        Clock.systemUTC());
  }

  static DaemonConfig config(
      String queueUrl, URI app, int connections, @Nullable String healthPath, Duration visibility) {
    return new DaemonConfig(
        new QueueConfig(
            queueUrl, null, visibility, null, Duration.ofDays(4), Duration.ofSeconds(1)),
        new AppConfig(
            app,
            "/job/run",
            healthPath,
            "application/json",
            connections,
            Duration.ofSeconds(5),
            Duration.ofSeconds(50)),
        List.of(),
        Duration.ofSeconds(30),
        null);
  }
}
