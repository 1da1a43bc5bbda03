package io.runnerbean.engine.delivery;

import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.JobTypeResolver;
import io.runnerbean.engine.registry.MessageBody;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.registry.UnknownJobTypeException;
import io.runnerbean.engine.store.PostgresText;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.job.JobType;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Decodes a message into its run and job. */
public final class MessageDecoder {

  private static final String NO_TYPE = "(none)";

  private final JobRegistry registry;
  private final Envelopes envelopes;

  public MessageDecoder(JobRegistry registry, Envelopes envelopes) {
    this.registry = registry;
    this.envelopes = envelopes;
  }

  DecodedMessage decode(DeliveryRequest request) {
    DeliveryHeaders headers = DeliveryHeaders.of(request);
    SourceMessage source = headers.source();
    String stored = null;
    try {
      String text = MessageBody.text(request.body());
      SourceMessage checked = headers.checked();
      JsonNode json = MessageBody.json(text);
      JsonNode inner = envelopes.inner(json, source.queue());
      JsonNode content = inner == null ? json : inner;
      if (source.isFromSqs() && Envelope.of(content) == Envelope.S3_TEST) {
        return new DecodedMessage.Test(run(source, NO_TYPE, text), Envelope.S3_TEST.words());
      }
      stored = inner == null ? text : inner.toString();
      MessageBody body = MessageBody.of(content);
      RegisteredJob<?> job = job(request, body, checked);
      String type = job.type().name();
      String key = headers.idempotencyKey();
      SourceMessage identified =
          key == null ? checked : checked.withChosenId(RunIdentity.ofRequest(type, key));
      return new DecodedMessage.Known(
          run(identified, type, stored), job, body.payload(), headers.traced());
    } catch (UnknownJobTypeException unknown) {
      String type = JobType.isName(unknown.name()) ? unknown.name() : NO_TYPE;
      return new DecodedMessage.UnknownType(
          run(source, type, stored == null ? lossyText(request) : stored), unknown);
    } catch (InvalidMessageException invalid) {
      return new DecodedMessage.Invalid(run(source, NO_TYPE, lossyText(request)), invalid);
    }
  }

  /** A message that was refused because of its address. Its body may still name a job. */
  DecodedMessage refused(DeliveryRequest request, InvalidMessageException fault) {
    String text = lossyText(request);
    return new DecodedMessage.Invalid(
        run(DeliveryHeaders.of(request).source(), typeIn(text), text), fault);
  }

  private static String typeIn(String text) {
    try {
      String type = MessageBody.parse(text).type();
      return type != null && JobType.isName(type) ? type : NO_TYPE;
    } catch (InvalidMessageException e) {
      return NO_TYPE;
    }
  }

  private RegisteredJob<?> job(DeliveryRequest request, MessageBody body, SourceMessage source) {
    JobTypeResolver types =
        new JobTypeResolver(registry)
            .in("path", request.typeInPath())
            .in("job_type", body.type())
            .inTaskName(SqsdHeaders.TASK_NAME, source.taskName(), request.body().length == 0)
            .orElse(Envelopes.SETTING, envelopes.type(source.queue()));
    InvalidMessageException envelope =
        types.isResolved() ? null : Envelopes.fault(body.payload(), source.queue());
    if (envelope != null) {
      throw envelope;
    }
    return types.resolve();
  }

  private static RunRecord run(SourceMessage source, String jobType, String body) {
    return new RunRecord(RunIdentity.of(source), jobType, body, source, null, 1);
  }

  /** A body that is not valid text is stored with the invalid bytes replaced. */
  private static String lossyText(DeliveryRequest request) {
    return PostgresText.of(new String(request.body(), StandardCharsets.UTF_8));
  }
}
