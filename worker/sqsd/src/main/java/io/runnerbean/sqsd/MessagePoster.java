package io.runnerbean.sqsd;

import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts messages. If the app answers 200, the message is deleted. After any other result, SQS
 * delivers it again.
 */
record MessagePoster(
    AppEndpoint app,
    RequestHeaders headers,
    Retention retention,
    Acknowledger acknowledger,
    Readiness readiness,
    Queue queue) {

  private static final Logger LOG = LoggerFactory.getLogger(MessagePoster.class);
  private static final int DONE = 200;

  static MessagePoster of(
      DaemonConfig config,
      AppEndpoint app,
      Acknowledger acknowledger,
      Readiness readiness,
      Queue queue) {
    return new MessagePoster(
        app,
        new RequestHeaders(config),
        new Retention(config.queue().retentionPeriod()),
        acknowledger,
        readiness,
        queue);
  }

  /**
   * Posts a message.
   *
   * @return whether it is done; if not, SQS delivers it again
   */
  boolean process(ReceivedMessage message) {
    if (retention.isOverFor(message)) {
      LOG.warn(
          "deleted message {} without a POST: its retention period, which began at {}, is over",
          message.id(),
          message.firstReceivedAt());
      acknowledger.delete(message);
      return true;
    }
    return post(message);
  }

  private boolean post(ReceivedMessage message) {
    long start = System.nanoTime();
    try {
      String path = headers.path(message);
      int status = app.post(path, headers.of(message, path), message.body());
      if (status == DONE) {
        acknowledger.delete(message);
        return true;
      }
      failed(message, String.valueOf(status), start);
    } catch (IOException | RuntimeException e) {
      failed(message, String.valueOf(e), start);
    }
    return false;
  }

  private void failed(ReceivedMessage message, String why, long start) {
    String seconds = String.format(Locale.ROOT, "%.3f", (System.nanoTime() - start) / 1e9);
    LOG.warn("http-err: {} ({}) {} - {}", message.id(), message.receiveCount(), why, seconds);
    readiness.doubt();
    queue.delayRetry(message);
  }
}
