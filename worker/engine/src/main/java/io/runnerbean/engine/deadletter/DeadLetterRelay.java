package io.runnerbean.engine.deadletter;

import io.runnerbean.engine.ledger.DeadLetter;
import io.runnerbean.engine.ledger.DeadLetters;
import io.runnerbean.engine.queue.TargetQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends a copy of each dead letter to the dead-letter queue of SQS, where the alarms are. At least
 * once: a worker that dies between sending and saying so sends it again, under the same key.
 */
public final class DeadLetterRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRelay.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final int BATCH = 10;

  private final DeadLetters letters = new DeadLetters();
  private final DataSource control;
  private final SqsClient sqs;
  private final TargetQueue queue;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("dead-letter-relay").factory());

  private DeadLetterRelay(DataSource control, TargetQueue queue) {
    this.control = control;
    this.sqs = queue.connect();
    this.queue = queue;
  }

  /** Begins to relay, every five seconds what has died since. */
  public static DeadLetterRelay start(DataSource control, TargetQueue queue) {
    DeadLetterRelay relay = new DeadLetterRelay(control, queue);
    long period = PERIOD.toMillis();
    var _ =
        relay.clockwork.scheduleWithFixedDelay(relay::relayAll, 0, period, TimeUnit.MILLISECONDS);
    return relay;
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
    sqs.close();
  }

  private void relayAll() {
    try {
      while (relaySome() == BATCH) {
        LOG.debug("relayed {} dead letters", BATCH);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("could not relay dead letters to {}: {}", queue.url(), e.getMessage());
    }
  }

  private int relaySome() throws SQLException {
    try (Connection connection = control.getConnection()) {
      connection.setAutoCommit(false);
      List<DeadLetter> some = letters.unrelayed(connection, BATCH);
      for (DeadLetter letter : some) {
        relay(connection, letter);
      }
      connection.commit();
      return some.size();
    }
  }

  /** One that SQS refuses must not keep the others from it. */
  private void relay(Connection connection, DeadLetter letter) throws SQLException {
    DeadLetterCopy copy = DeadLetterCopy.of(letter);
    try {
      var _ =
          sqs.sendMessage(message ->
              message
                  .queueUrl(queue.url())
                  .messageBody(copy.body())
                  .messageAttributes(copy.sqsAttributes()));
      letters.relayed(connection, letter);
    } catch (SdkException e) {
      LOG.warn("SQS did not take the dead letter {}: {}", letter.run().runId(), e.getMessage());
    }
  }
}
