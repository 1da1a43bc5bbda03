package io.runnerbean.engine.sqs;

import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.lifecycle.Stopwatch;
import io.runnerbean.engine.store.DeadLetter;
import io.runnerbean.engine.store.DeadLetters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends a copy of each dead letter to a dead-letter queue of SQS, where alarms can be set. It sends
 * at least once: if the answer of SQS or the record of it is lost, the copy is sent again. A
 * redrive of both copies runs once.
 */
public final class DeadLetterForwarder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterForwarder.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);

  /** For this time no other worker takes the same dead letters. */
  private static final Duration TAKEN = Duration.ofMinutes(1);

  /** It starts no call after this time, so that its last call ends before others take the rest. */
  private static final Duration SENDING = Duration.ofSeconds(30);

  private static final int BATCH = 10;

  private final DeadLetters letters = new DeadLetters();
  private final DataSource control;
  private final SqsClient sqs;
  private final SqsQueueConfig queue;
  private final PeriodicTask task;

  private DeadLetterForwarder(DataSource control, SqsQueueConfig queue) {
    this.control = control;
    this.sqs = queue.connect();
    this.queue = queue;
    this.task =
        PeriodicTask.start("dead-letter-forwarder", Duration.ZERO, PERIOD, this::forwardAll);
  }

  public static DeadLetterForwarder start(DataSource control, SqsQueueConfig queue) {
    return new DeadLetterForwarder(control, queue);
  }

  @Override
  public void close() {
    task.close();
    sqs.close();
  }

  /** Continues while SQS accepts every copy; after a refusal it waits for the next period. */
  private void forwardAll() {
    try {
      int forwarded = BATCH;
      while (forwarded == BATCH) {
        forwarded = forwardSome();
      }
    } catch (SQLException e) {
      LOG.warn("could not forward dead letters to {}: {}", queue.url(), e.getMessage());
    }
  }

  private int forwardSome() throws SQLException {
    Stopwatch since = Stopwatch.started();
    List<DeadLetter> taken;
    try (Connection connection = control.getConnection()) {
      taken = letters.takeUnforwarded(connection, BATCH, TAKEN);
    }
    List<UUID> sent = new ArrayList<>();
    List<UUID> refused = new ArrayList<>();
    for (DeadLetter letter : taken) {
      if (since.time().compareTo(SENDING) > 0) {
        break;
      }
      (send(letter) ? sent : refused).add(letter.run().id());
    }
    try (Connection connection = control.getConnection()) {
      letters.forwarded(connection, sent);
      letters.refused(connection, refused);
    }
    return sent.size();
  }

  /** Does not throw, so that a dead letter that SQS refuses does not keep back the others. */
  private boolean send(DeadLetter letter) {
    try {
      DeadLetterMessage message = DeadLetterMessage.of(letter);
      var _ =
          sqs.sendMessage(request ->
              request
                  .queueUrl(queue.url())
                  .messageBody(message.body())
                  .messageAttributes(message.sqsAttributes()));
      return true;
    } catch (RuntimeException e) {
      LOG.warn(
          "SQS did not accept the copy of dead letter {}: {}", letter.run().id(), e.getMessage());
      return false;
    }
  }
}
