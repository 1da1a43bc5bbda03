package io.runnerbean.sqsd;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Opens an SQS client for a daemon. */
public final class QueueClient {

  private static final Pattern AWS = Pattern.compile("https://sqs\\.([a-z0-9-]+)\\.amazonaws\\..*");

  /** For the acknowledger, the cron scheduler, and calls that change a visibility timeout. */
  private static final int SPARE_CONNECTIONS = Acknowledger.CALLS + 3;

  private QueueClient() {}

  /**
   * Opens a client. The AWS SDK's default provider chains find the credentials, and the region of a
   * queue that is not at AWS.
   */
  public static SqsClient open(DaemonConfig config) {
    SqsClientBuilder builder =
        SqsClient.builder()
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(config.app().pollers() + SPARE_CONNECTIONS));
    if (config.queue().endpoint() != null) {
      builder.endpointOverride(config.queue().endpoint());
    }
    Matcher url = AWS.matcher(config.queue().url());
    if (url.matches()) {
      builder.region(Region.of(url.group(1)));
    }
    return builder.build();
  }
}
