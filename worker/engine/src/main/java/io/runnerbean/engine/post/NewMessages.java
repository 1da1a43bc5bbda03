package io.runnerbean.engine.post;

import io.runnerbean.engine.message.Body;
import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.message.ReceiptKey;
import io.runnerbean.engine.message.TimeOrderedIds;
import io.runnerbean.engine.queue.JobMessage;
import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.Bound;
import io.runnerbean.engine.registry.RegisteredJob;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes the messages of a request, once every payload is known to fit. */
record NewMessages(RegisteredJob<?> job, Delivery delivery) {

  private static final String TITLE = "The payload does not fit";

  List<JobMessage> of(List<Body> bodies, boolean many) {
    List<JobMessage> messages = new ArrayList<>();
    if (many) {
      Violations violations = new Violations();
      for (int i = 0; i < bodies.size(); i++) {
        int place = i;
        violations.at(place, () -> messages.add(message(bodies.get(place), place)));
      }
      violations.check(TITLE);
    } else {
      messages.add(message(bodies.getFirst(), 0));
    }
    return messages;
  }

  private JobMessage message(Body body, int place) {
    Bound _ = job.bind(body.payload());
    JobMessage message = JobMessage.of(job.type().name(), body.payload(), key(place));
    if (!message.fits()) {
      throw new RefusedException(
          TITLE,
          "body",
          "is too large for SQS: with its type it may have %d bytes"
              .formatted(JobMessage.MOST_BYTES));
    }
    return message;
  }

  /**
   * A delivery that is posted again makes the same keys: what it had sent before a crash still runs
   * once.
   */
  private UUID key(int place) {
    return ReceiptKey.of(delivery) instanceof ReceiptKey.Dated(var time, String name)
        ? TimeOrderedIds.of(time, name + "/" + place)
        : TimeOrderedIds.next();
  }
}
