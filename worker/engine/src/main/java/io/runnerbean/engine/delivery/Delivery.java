package io.runnerbean.engine.delivery;

import io.runnerbean.engine.execution.Attempt;
import io.runnerbean.engine.execution.AttemptOutcome;
import io.runnerbean.engine.execution.BatchExecutor;
import io.runnerbean.engine.registry.MessageBody;
import io.runnerbean.engine.registry.RegisteredJob;
import tools.jackson.databind.node.ObjectNode;

/** A delivery whose run may share a transaction. */
record Delivery(DecodedMessage.Known message, Attempt attempt, DeliveryHandler.Answer answer)
    implements BatchExecutor.Member {

  @Override
  public RegisteredJob<?> job() {
    return message.job();
  }

  @Override
  public ObjectNode payload() {
    return message.payload();
  }

  @Override
  public void committed(AttemptOutcome outcome) {
    answer.send(new DeliveryOutcome.Attempted(outcome));
  }

  void refuse(String why) {
    answer.send(new DeliveryOutcome.TooBusy(why));
  }

  /** With a payload that no earlier attempt can have changed. */
  Delivery again() {
    ObjectNode payload = MessageBody.parse(message.run().payload()).payload();
    return new Delivery(
        new DecodedMessage.Known(message.run(), message.job(), payload, message.traced()),
        attempt,
        answer);
  }
}
