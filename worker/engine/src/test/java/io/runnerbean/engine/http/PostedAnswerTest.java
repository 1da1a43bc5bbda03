package io.runnerbean.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.post.PostRequest;
import io.runnerbean.engine.post.Posted;
import io.runnerbean.engine.queue.Sent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What real SQS answers only on a bad day. */
class PostedAnswerTest {

  private static final Sent ACCEPTED = new Sent.Accepted("the-id");
  private static final Sent REFUSED = new Sent.Refused("Throttled: slow down");

  @Test
  void someAccepted() {
    Answer answer = answer(null, ACCEPTED, REFUSED);
    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.body())
        .hasToString(
            "{\"job_type\":\"NoteJob\",\"queue\":\"jobs\",\"messages\":[{\"message_id\":\"the-id\"},{\"error\":\"Throttled: slow down\"}]}");
  }

  @Test
  void noneAccepted() {
    Answer answer = answer(null, REFUSED, REFUSED);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().toString()).contains("Throttled: slow down");
  }

  @Test
  void allAccepted() {
    assertThat(answer(null, ACCEPTED, ACCEPTED).status()).isEqualTo(202);
    assertThat(answer("a-delivery", ACCEPTED, ACCEPTED).status()).isEqualTo(200);
  }

  private static Answer answer(@Nullable String messageId, Sent... sent) {
    Delivery delivery = new Delivery(messageId, null, 1, null, null, null, null, null);
    PostRequest request = new PostRequest("NoteJob", List.of(), true, 0, delivery);
    return PostedAnswer.to(new Posted.Done(request, "jobs", List.of(sent)));
  }
}
