package io.runnerbean.engine.sqs;

import io.runnerbean.config.QueueUrl;
import io.runnerbean.config.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * An SQS queue.
 *
 * @param region null: that of the URL, or else the one that the AWS SDK finds by itself
 * @param endpoint null: AWS's own
 */
public record SqsQueueConfig(String url, @Nullable String region, @Nullable URI endpoint) {

  private static final String URL = "RUNNERBEAN_QUEUE_URL";
  private static final String DEAD_LETTERS = "RUNNERBEAN_DEAD_LETTER_QUEUE_URL";

  /** The longest that a call may take with all the SDK's retries, because a caller waits for it. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Reads it from the settings; the caller checks the settings. */
  public static SqsQueueConfig from(SettingsReader settings) {
    return from(settings, settings.text(URL));
  }

  /** Reads it if an SQS queue is set; null if none is. */
  public static @Nullable SqsQueueConfig ifNamed(SettingsReader settings) {
    String url = settings.optional(URL, text -> text);
    return url == null ? null : from(settings, url);
  }

  /** The SQS queue for copies of dead letters; null if none is set. */
  public static @Nullable SqsQueueConfig deadLettersIfNamed(SettingsReader settings) {
    String url = settings.optional(DEAD_LETTERS, SqsQueueConfig::standard);
    return url == null ? null : from(settings, url);
  }

  /** Opens a client for the queue; the caller closes it. */
  public SqsClient connect() {
    return client(LONGEST).httpClientBuilder(http()).build();
  }

  /**
   * Opens a client that takes messages from the queue; the caller closes it. TLS protects the
   * messages, so their checksums are not computed.
   *
   * @param connections how many calls it makes at once
   * @param attempt the longest that one attempt at a call may take
   * @param call the longest that it may take with the SDK's retries
   */
  public SqsClient connectForPolling(int connections, Duration attempt, Duration call) {
    return client(call)
        .httpClientBuilder(http().maxConnections(connections).socketTimeout(attempt))
        .checksumValidationEnabled(false)
        .build();
  }

  /** A proxy that the environment names cannot reach the loopback of this machine. */
  private Apache5HttpClient.Builder http() {
    boolean mayUseProxy = !QueueUrl.isLoopback(endpoint);
    return Apache5HttpClient.builder()
        .proxyConfiguration(
            ProxyConfiguration.builder()
                .useEnvironmentVariableValues(mayUseProxy)
                .useSystemPropertyValues(mayUseProxy)
                .build());
  }

  private SqsClientBuilder client(Duration longest) {
    SqsClientBuilder client = SqsClient.builder();
    Optional.ofNullable(region)
        .or(() -> QueueUrl.region(url))
        .map(Region::of)
        .ifPresent(client::region);
    Optional.ofNullable(endpoint).ifPresent(client::endpointOverride);
    return client.overrideConfiguration(override -> override.apiCallTimeout(longest));
  }

  private static String standard(String url) {
    if (QueueUrl.isFifo(url)) {
      throw new IllegalArgumentException("it must not be a FIFO queue");
    }
    return url;
  }

  static SqsQueueConfig from(SettingsReader settings, String url) {
    return new SqsQueueConfig(
        url,
        settings.optional("AWS_REGION", region -> region),
        settings.optional("AWS_ENDPOINT_URL_SQS", SettingsReader::url));
  }
}
