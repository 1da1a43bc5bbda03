package io.runnerbean.sqsd;

import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Compares the daemon's max-retries with the queue's redrive policy. Only the queue limits how
 * often SQS delivers a message.
 */
record RedrivePolicyCheck(int expected) {

  private static final Logger LOG = LoggerFactory.getLogger(RedrivePolicyCheck.class);

  void compareWith(Queue queue) {
    try {
      OptionalInt actual = queue.maxReceiveCount();
      if (!actual.equals(OptionalInt.of(expected))) {
        LOG.warn(
            "max-retries is {}, but {}",
            expected,
            actual.isPresent()
                ? "the queue's maxReceiveCount is %d, and only that applies"
                    .formatted(actual.getAsInt())
                : "the queue has no redrive policy, so SQS does not limit deliveries");
      }
    } catch (SdkException e) {
      LOG.warn("could not compare max-retries with the queue's redrive policy: {}", e.getMessage());
    }
  }
}
