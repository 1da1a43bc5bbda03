package io.runnerbean.engine.queue;

import io.runnerbean.engine.config.Settings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where jobs are sent.
 *
 * @param region null: whatever the AWS SDK finds by itself
 * @param endpoint null: AWS's own
 */
public record QueueConfig(String url, @Nullable String region, @Nullable URI endpoint) {

  /** Reads it; the caller checks the settings. */
  public static QueueConfig from(Settings settings) {
    return new QueueConfig(
        settings.text("RUNNERBEAN_QUEUE_URL"),
        settings.optional("AWS_REGION", region -> region),
        settings.optional("AWS_ENDPOINT_URL_SQS", QueueConfig::endpoint));
  }

  private static URI endpoint(String text) {
    URI uri = URI.create(text);
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException("it must be a URL such as http://127.0.0.1:9324");
    }
    return uri;
  }
}
