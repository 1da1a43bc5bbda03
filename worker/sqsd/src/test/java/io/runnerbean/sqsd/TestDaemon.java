package io.runnerbean.sqsd;

import io.runnerbean.config.Secret;
import io.runnerbean.testkit.SqsExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

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

  static Daemon signing(SqsClient sqs, String queueUrl, URI app, Secret key) {
    return Daemon.start(
        config(queueUrl, app, 4, null, Duration.ofSeconds(60), key), sqs, Clock.systemUTC());
  }

  static DaemonConfig config(
      String queueUrl, URI app, int connections, @Nullable String healthPath, Duration visibility) {
    return config(queueUrl, app, connections, healthPath, visibility, null);
  }

  private static DaemonConfig config(
      String queueUrl,
      URI app,
      int connections,
      @Nullable String healthPath,
      Duration visibility,
      @Nullable Secret key) {
    return new DaemonConfig(
        new QueueConfig(
            queueUrl, null, visibility, null, Duration.ofDays(14), Duration.ofSeconds(1)),
        new AppConfig(
            app,
            "/job/run",
            healthPath,
            "application/json",
            connections,
            Duration.ofSeconds(5),
            Duration.ofSeconds(50),
            key),
        List.of(),
        Duration.ofSeconds(30),
        null);
  }

  /** Returns a client that counts the latch down when it begins a call of this kind. */
  static SqsClient signalling(
      SqsExtension sqs, Class<? extends SqsRequest> call, CountDownLatch begun) {
    ExecutionInterceptor interceptor =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (call.isInstance(context.request())) {
              begun.countDown();
            }
          }
        };
    var same = sqs.client().serviceClientConfiguration();
    return SqsClient.builder()
        .endpointOverride(sqs.server().endpoint())
        .region(same.region())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .overrideConfiguration(all -> all.addExecutionInterceptor(interceptor))
        .build();
  }
}
