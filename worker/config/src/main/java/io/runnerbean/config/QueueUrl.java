package io.runnerbean.config;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the URL of an SQS queue or of its endpoint says. */
public final class QueueUrl {

  private static final Pattern AWS = Pattern.compile("https://sqs\\.([a-z0-9-]+)\\.amazonaws\\..*");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9.]+|\\[(0*:)+0*1\\]", Pattern.CASE_INSENSITIVE);

  private QueueUrl() {}

  /** The name of the queue: the last part of the URL. */
  public static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /**
   * Whether SQS keeps the order within the groups of the queue's messages.
   *
   * @param url the URL of the queue, or only its name
   */
  public static boolean isFifo(String url) {
    return url.endsWith(".fifo");
  }

  /** Whether the endpoint is on this machine, so that no proxy may stand before it. */
  public static boolean isLoopback(@Nullable URI endpoint) {
    return endpoint != null && LOOPBACK.matcher(endpoint.getHost()).matches();
  }

  /** The region; empty if the queue is not at AWS. */
  public static Optional<String> region(String url) {
    Matcher aws = AWS.matcher(url);
    return aws.matches() ? Optional.of(aws.group(1)) : Optional.empty();
  }
}
