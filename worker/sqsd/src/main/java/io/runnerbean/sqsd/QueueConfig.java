package io.runnerbean.sqsd;

import java.time.Duration;

/**
 * Where messages come from.
 *
 * @param url of a standard queue
 * @param visibilityTimeout how long SQS hides a received message, 0 s to 12 h; longer than the
 *     app's inactivity timeout, or SQS hands a message out again while the app is at work on it
 * @param longPoll how long SQS may wait for a message, 0 to 20 s; closing the daemon takes as long
 */
public record QueueConfig(String url, Duration visibilityTimeout, Duration longPoll) {

  /** The last part of the URL. */
  String name() {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
