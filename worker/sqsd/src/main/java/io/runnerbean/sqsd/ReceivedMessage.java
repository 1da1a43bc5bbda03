package io.runnerbean.sqsd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message as SQS handed it out, with the facts that the daemon passes on. */
record ReceivedMessage(Message message) {

  String id() {
    return message.messageId();
  }

  String receiptHandle() {
    return message.receiptHandle();
  }

  String receiveCount() {
    return attribute(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
  }

  String senderId() {
    return attribute(MessageSystemAttributeName.SENDER_ID);
  }

  Instant firstReceivedAt() {
    return time(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
  }

  Instant sentAt() {
    return time(MessageSystemAttributeName.SENT_TIMESTAMP);
  }

  /** The tick it is; empty for any other message. */
  Optional<Tick> tick() {
    return Tick.of(message.messageAttributes());
  }

  /** Where to post it: a tick brings its own path. */
  String path(String httpPath) {
    return tick().map(Tick::path).filter(path -> !path.isEmpty()).orElse(httpPath);
  }

  /** What to post: the body of a tick is only a mark for people who look at the queue. */
  String body() {
    return tick().isPresent() ? "" : message.body();
  }

  private String attribute(MessageSystemAttributeName name) {
    return message.attributes().getOrDefault(name, "");
  }

  private Instant time(MessageSystemAttributeName name) {
    return Instant.ofEpochMilli(Long.parseLong(attribute(name))).truncatedTo(ChronoUnit.SECONDS);
  }
}
