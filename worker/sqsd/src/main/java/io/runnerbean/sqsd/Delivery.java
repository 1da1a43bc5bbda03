package io.runnerbean.sqsd;

import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts one message. Only 200 means done: after anything else SQS hands the message out again. */
record Delivery(App app, RequestHeaders headers, Acknowledger acknowledger) {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final int DONE = 200;

  void deliver(ReceivedMessage message) {
    long start = System.nanoTime();
    try {
      int status = app.post(headers.path(message), headers.of(message), message.body());
      settle(message, status, start);
    } catch (IOException | RuntimeException e) {
      failed(message, String.valueOf(e), start);
    }
  }

  private void settle(ReceivedMessage message, int status, long start) {
    if (status == DONE) {
      acknowledger.delete(message);
    } else {
      failed(message, String.valueOf(status), start);
    }
  }

  private static void failed(ReceivedMessage message, String why, long start) {
    String seconds = String.format(Locale.ROOT, "%.3f", (System.nanoTime() - start) / 1e9);
    LOG.warn("http-err: {} ({}) {} - {}", message.id(), message.receiveCount(), why, seconds);
  }
}
