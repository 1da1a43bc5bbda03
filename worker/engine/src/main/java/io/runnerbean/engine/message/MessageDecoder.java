package io.runnerbean.engine.message;

import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.Json;
import io.runnerbean.engine.registry.RegisteredJob;
import tools.jackson.databind.json.JsonMapper;

/** Finds out what a request asks for. */
public final class MessageDecoder {

  private final JsonMapper mapper = Json.strictMapper();
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
    Delivery delivery = new DeliveryReader(raw.headers()).read();
    Body body = Body.parse(raw.body(), mapper);
    RegisteredJob<?> job =
        new TypeSources(raw.typeInPath(), body.type(), delivery.taskName(), body.empty())
            .resolve(registry);
    return new Message(job, body.payload(), delivery, ReceiptKey.of(delivery));
  }
}
