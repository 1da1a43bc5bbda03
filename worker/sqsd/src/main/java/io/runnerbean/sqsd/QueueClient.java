package io.runnerbean.sqsd;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** The client of a daemon that has no other. */
public final class QueueClient {

  private static final Pattern AWS = Pattern.compile("https://sqs\\.([a-z0-9-]+)\\.amazonaws\\..*");

  /** For the acknowledger, the timekeeper and what is hidden or handed back. */
  private static final int SPARE_CONNECTIONS = 4;

  private QueueClient() {}

  /**
   * Opens it. Credentials, and the region of a queue that is not at AWS, are found as the AWS SDK
   * finds them.
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
