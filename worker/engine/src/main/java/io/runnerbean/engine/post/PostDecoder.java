package io.runnerbean.engine.post;

import io.runnerbean.engine.delivery.DeliveryHeaders;
import io.runnerbean.engine.delivery.DeliveryRequest;
import io.runnerbean.engine.delivery.RunIdentity;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.JobTypeResolver;
import io.runnerbean.engine.registry.MessageBody;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.sqs.JobMessage;
import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.validation.IndexedViolations;
import io.runnerbean.engine.validation.InvalidMessageException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Decodes posted jobs, and rejects all of them if any part is invalid. */
public final class PostDecoder {

  private static final String MALFORMED = "Malformed body";
  private static final String UNFIT = "Invalid payload";

  /** The most jobs in one request. */
  private static final int MOST = 1_000;

  private final JobRegistry registry;

  public PostDecoder(JobRegistry registry) {
    this.registry = registry;
  }

  /**
   * Decodes and checks a request.
   *
   * @throws InvalidMessageException naming every violation; in an array, with its index
   */
  public PostRequest decode(DeliveryRequest request) {
    SourceMessage source = source(request);
    int delay = DelaySeconds.of(request);
    JsonNode json = MessageBody.json(MessageBody.text(request.body()));
    List<MessageBody> bodies = json.isArray() ? elements(json) : List.of(MessageBody.of(json));
    RegisteredJob<?> job = job(request, bodies);
    List<JobMessage> messages =
        json.isArray()
            ? messages(job, source, bodies)
            : List.of(message(job, source, bodies.getFirst(), 0));
    return new PostRequest(job.type().name(), messages, json.isArray(), delay, source.isFromSqs());
  }

  /** An idempotency key gives the jobs the same run ids each time they are posted. */
  private static SourceMessage source(DeliveryRequest request) {
    DeliveryHeaders headers = DeliveryHeaders.of(request);
    SourceMessage source = headers.checked();
    String key = headers.idempotencyKey();
    return key == null ? source : source.withChosenId(RunIdentity.ofRequest("post", key));
  }

  private static List<MessageBody> elements(JsonNode array) {
    if (array.isEmpty()) {
      throw new InvalidMessageException(MALFORMED, "body", "must contain at least one job");
    }
    if (array.size() > MOST) {
      throw new InvalidMessageException(
          MALFORMED,
          "body",
          "must contain at most %d jobs; it has %d".formatted(MOST, array.size()));
    }
    List<MessageBody> bodies = new ArrayList<>();
    IndexedViolations violations = new IndexedViolations();
    for (int index = 0; index < array.size(); index++) {
      try {
        bodies.add(MessageBody.of(array.get(index)));
      } catch (InvalidMessageException invalid) {
        violations.add(index, invalid);
      }
    }
    violations.check(MALFORMED);
    return bodies;
  }

  private RegisteredJob<?> job(DeliveryRequest request, List<MessageBody> bodies) {
    JobTypeResolver resolver =
        new JobTypeResolver(registry)
            .in("path", request.typeInPath())
            .in("parameter job_type", request.parameters().first("job_type"));
    bodies.forEach(body -> resolver.in("job_type", body.type()));
    return resolver.resolve();
  }

  private static List<JobMessage> messages(
      RegisteredJob<?> job, SourceMessage source, List<MessageBody> bodies) {
    List<JobMessage> messages = new ArrayList<>();
    IndexedViolations violations = new IndexedViolations();
    for (int index = 0; index < bodies.size(); index++) {
      try {
        messages.add(message(job, source, bodies.get(index), index));
      } catch (InvalidMessageException invalid) {
        violations.add(index, invalid);
      }
    }
    violations.check(UNFIT);
    return messages;
  }

  private static JobMessage message(
      RegisteredJob<?> job, SourceMessage source, MessageBody body, int place) {
    String type = job.type().name();
    job.check(body.payload());
    JobMessage message = JobMessage.of(type, body.payload(), RunIdentity.ofFollowUp(source, place));
    if (!message.fits()) {
      throw new InvalidMessageException(
          UNFIT,
          "body",
          "is too large for SQS: with its type it may have at most %d bytes"
              .formatted(JobMessage.MOST_BYTES));
    }
    return message;
  }
}
