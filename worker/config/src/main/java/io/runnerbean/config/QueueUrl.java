package io.runnerbean.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the URL of an SQS queue says. */
public final class QueueUrl {

  private static final Pattern AWS = Pattern.compile("https://sqs\\.([a-z0-9-]+)\\.amazonaws\\..*");

  private QueueUrl() {}

  /** The name of the queue: the last part of the URL. */
  public static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** The region; empty if the queue is not at AWS. */
  public static Optional<String> region(String url) {
    Matcher aws = AWS.matcher(url);
    return aws.matches() ? Optional.of(aws.group(1)) : Optional.empty();
  }
}
