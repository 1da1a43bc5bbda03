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

/** Decodes a message into its run and job. */
public final class MessageDecoder {

  private static final String NO_TYPE = "(none)";

  private final JobRegistry registry;

  public MessageDecoder(JobRegistry registry) {
    this.registry = registry;
  }

  DecodedMessage decode(DeliveryRequest request) {
    DeliveryHeaders headers = DeliveryHeaders.of(request);
    SourceMessage source = headers.source();
    try {
      String text = MessageBody.text(request.body());
      SourceMessage checked = headers.checked();
      MessageBody body = MessageBody.parse(text);
      RegisteredJob<?> job = job(request, body, checked);
      String type = job.type().name();
      String key = headers.idempotencyKey();
      SourceMessage identified =
          key == null ? checked : checked.withChosenId(RunIdentity.ofRequest(type, key));
      return new DecodedMessage.Known(
          run(identified, type, text), job, body.payload(), headers.traced());
    } catch (UnknownJobTypeException unknown) {
      String type = JobType.isName(unknown.name()) ? unknown.name() : NO_TYPE;
      return new DecodedMessage.UnknownType(run(source, type, lossyText(request)), unknown);
    } catch (InvalidMessageException invalid) {
      return new DecodedMessage.Invalid(run(source, NO_TYPE, lossyText(request)), invalid);
    }
  }

  private RegisteredJob<?> job(DeliveryRequest request, MessageBody body, SourceMessage source) {
    return new JobTypeResolver(registry)
        .in("path", request.typeInPath())
        .in("job_type", body.type())
        .inTaskName(SqsdHeaders.TASK_NAME, source.taskName(), request.body().length == 0)
        .resolve();
  }

  private static RunRecord run(SourceMessage source, String jobType, String body) {
    return new RunRecord(RunIdentity.of(source), jobType, body, source, null, 1);
  }

  /** A body that is not valid text is stored with the invalid bytes replaced. */
  private static String lossyText(DeliveryRequest request) {
    return PostgresText.of(new String(request.body(), StandardCharsets.UTF_8));
  }
}
