package io.runnerbean.sqsd;

import io.runnerbean.config.QueueUrl;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The SQS queue, and how the daemon receives messages from it.
 *
 * @param url the URL of the queue
 * @param endpoint the endpoint of SQS; if null, that of AWS
 * @param visibilityTimeout how long SQS hides a received message, 0 s to 12 h; must be longer than
 *     the app's inactivity timeout, or SQS delivers a message again while the app still processes
 *     it
 * @param errorVisibilityTimeout how long SQS hides a message whose POST failed, 0 s to 12 h; if
 *     null, for the rest of the visibility timeout
 * @param retentionPeriod how long after its first receive a message is posted; after that, it is
 *     deleted
 * @param longPoll how long a receive call waits for a message, 0 s to 20 s; closing the daemon may
 *     take as long
 */
public record QueueConfig(
    String url,
    @Nullable URI endpoint,
    Duration visibilityTimeout,
    @Nullable Duration errorVisibilityTimeout,
    Duration retentionPeriod,
    Duration longPoll) {

  /** Whether SQS keeps the order within the groups of its messages. */
  public boolean isFifo() {
    return QueueUrl.isFifo(url);
  }

  /** Returns the last part of the URL. */
  String name() {
    return QueueUrl.name(url);
  }
}
