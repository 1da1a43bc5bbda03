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
public record TargetQueue(String url, @Nullable String region, @Nullable URI endpoint) {

  private static final String URL = "RUNNERBEAN_QUEUE_URL";

  /** Reads it; the caller checks the settings. */
  public static TargetQueue from(Settings settings) {
    return from(settings, settings.text(URL));
  }

  /** Reads it if a queue is named; null if none is. */
  public static @Nullable TargetQueue ifNamed(Settings settings) {
    String url = settings.optional(URL, text -> text);
    return url == null ? null : from(settings, url);
  }

  private static TargetQueue from(Settings settings, String url) {
    return new TargetQueue(
        url,
        settings.optional("AWS_REGION", region -> region),
        settings.optional("AWS_ENDPOINT_URL_SQS", TargetQueue::endpoint));
  }

  private static URI endpoint(String text) {
    URI uri = URI.create(text);
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException("it must be a URL such as http://127.0.0.1:9324");
    }
    return uri;
  }
}
