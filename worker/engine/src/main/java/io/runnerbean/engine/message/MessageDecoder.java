package io.runnerbean.engine.message;

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
   * @throws io.runnerbean.engine.refusal.RefusedException if a header or the body is malformed, or
   *     the job type is missing, unknown, or named differently in two places
   */
  public Message decode(RawMessage raw) {
    Delivery delivery = Delivery.of(raw);
    Body body = Body.of(JsonBody.parse(raw.body()));
    return new Message(job(raw, body, delivery), body.payload(), delivery, ReceiptKey.of(delivery));
  }

  private RegisteredJob<?> job(RawMessage raw, Body body, Delivery delivery) {
    return new TypeSources(registry)
        .in("path", raw.typeInPath())
        .in("job_type", body.type())
        .inTask(delivery.taskName(), raw.body().length == 0)
        .resolve();
  }
}
