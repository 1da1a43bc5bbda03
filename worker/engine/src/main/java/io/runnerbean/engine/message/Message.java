package io.runnerbean.engine.message;

import io.runnerbean.engine.registry.RegisteredJob;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message that names a job we have.
 *
 * @param payload every field of the body but the job type; not yet held against the job's
 *     constraints
 * @param body as it was sent
 */
public record Message(
    RegisteredJob<?> job, ObjectNode payload, String body, Delivery delivery, ReceiptKey key)
    implements Decoded {}
