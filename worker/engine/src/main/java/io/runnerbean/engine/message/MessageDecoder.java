package io.runnerbean.engine.message;

import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.RegisteredJob;

/** Finds out what a request asks for. */
public final class MessageDecoder {

  private final JobRegistry registry;

  public MessageDecoder(JobRegistry registry) {
    this.registry = registry;
  }

  /**
   * Decodes.
   *
   * @throws RefusedException if a header is malformed, or the body is no text: neither can come
   *     from SQS
   */
  public Decoded decode(RawMessage raw) {
    Delivery delivery = Delivery.of(raw);
    ReceiptKey key = ReceiptKey.of(delivery);
    String text = JsonBody.text(raw.body());
    try {
      Body body = Body.of(JsonBody.parse(text));
      return new Message(job(raw, body, delivery), body.payload(), text, delivery, key);
    } catch (RefusedException refusal) {
      return new Decoded.Refused(text, delivery, key, refusal);
    }
  }

  private RegisteredJob<?> job(RawMessage raw, Body body, Delivery delivery) {
    return new TypeSources(registry)
        .in("path", raw.typeInPath())
        .in("job_type", body.type())
        .inTask(delivery.taskName(), raw.body().length == 0)
        .resolve();
  }
}
