package io.runnerbean.sqsd;

import io.runnerbean.config.QueueUrl;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Opens an SQS client for a daemon. */
public final class QueueClient {

  /** For the acknowledger, the cron scheduler, and calls that change a visibility timeout. */
  private static final int SPARE_CONNECTIONS = Acknowledger.CALLS + 3;

  private QueueClient() {}

  /**
   * Opens a client. The AWS SDK's default provider chains find the credentials, and the region of a
   * queue that is not at AWS.
   */
  public static SqsClient open(DaemonConfig config) {
    boolean mayUseProxy = !QueueUrl.isLoopback(config.queue().endpoint());
    SqsClientBuilder builder =
        SqsClient.builder()
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .proxyConfiguration(
                        ProxyConfiguration.builder()
                            .useEnvironmentVariableValues(mayUseProxy)
                            .useSystemPropertyValues(mayUseProxy)
                            .build())
                    .maxConnections(config.app().pollers() + SPARE_CONNECTIONS));
    if (config.queue().endpoint() != null) {
      builder.endpointOverride(config.queue().endpoint());
    }
    QueueUrl.region(config.queue().url()).map(Region::of).ifPresent(builder::region);
    return builder.build();
  }
}
