package io.runnerbean.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.post.PostOutcome;
import io.runnerbean.engine.post.PostRequest;
import io.runnerbean.engine.sqs.JobMessage;
import io.runnerbean.engine.sqs.SendResult;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Answers to results that real SQS seldom gives. */
class PostJobResponseTest {

  private static final SendResult ACCEPTED = new SendResult.Accepted("the-id");
  private static final SendResult REFUSED = new SendResult.NotConfirmed("Throttled: slow down");

  @Test
  void answers207IfSqsAcceptsSome() {
    JsonResponse answer = answer(false, ACCEPTED, REFUSED);
    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.body())
        .hasToString(
            "{\"job_type\":\"NoteJob\",\"queue\":\"jobs\",\"messages\":[{\"message_id\":\"the-id\",\"run_id\":\"00000000-0000-0000-0000-000000000001\"},{\"error\":\"Throttled: slow down\"}]}");
  }

  @Test
  void answers503IfSqsAcceptsNone() {
    JsonResponse answer = answer(false, REFUSED, REFUSED);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().toString()).contains("Throttled: slow down");
  }

  @Test
  void answers202Or200IfSqsAcceptsAll() {
    assertThat(answer(false, ACCEPTED, ACCEPTED).status()).isEqualTo(202);
    assertThat(answer(true, ACCEPTED, ACCEPTED).status()).isEqualTo(200);
  }

  private static JsonResponse answer(boolean isDelivery, SendResult... results) {
    List<JobMessage> messages =
        List.of(new JobMessage("{}", new UUID(0, 1)), new JobMessage("{}", new UUID(0, 2)));
    PostRequest request = new PostRequest("NoteJob", messages, true, 0, isDelivery);
    return PostJobResponse.to(new PostOutcome.Answered(request, "jobs", List.of(results)));
  }
}
