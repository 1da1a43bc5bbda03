package io.runnerbean.engine;

import static io.runnerbean.engine.CustodyRig.await;
import static io.runnerbean.engine.CustodyRig.body;
import static io.runnerbean.engine.CustodyRig.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.CustodyJobs.Way;
import io.runnerbean.engine.deadletter.Redrive.Settled;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** The copy of a dead letter that goes to SQS. */
@Order(1)
class DeadLetterCopiesIT extends WithDeadLetters {

  @Test
  void aCopyGoesToSqsOnceWithTheReasonAndAKeyOfItsOwn() throws Exception {
    UUID run = die("a");
    Message copy = relayed();
    assertThat(copy.body())
        .isEqualTo("{\"job_type\":\"Once\",\"text\":\"a\",\"failures\":1,\"way\":\"THROW\"}");
    assertThat(attribute(copy, "Runnerbean-Run")).isEqualTo(run.toString());
    assertThat(attribute(copy, "Runnerbean-Type")).isEqualTo("Once");
    assertThat(attribute(copy, "Runnerbean-Reason")).isEqualTo("its last attempt, of 1, failed");
    assertThat(rig.rows("select key from runnerbean.dead_letter"))
        .containsExactly(attribute(copy, "Runnerbean-Key"));
    assertThat(rig.rows("select 1 from runnerbean.dead_letter where relayed_at is not null"))
        .hasSize(1);
  }

  @Test
  void whatIsTooLongForSqsIsNotLost() throws Exception {
    String text = "x".repeat(1024 * 1024 - 60);
    UUID run = die(text);
    Message copy = relayed();
    assertThat(copy.body()).contains("too long for SQS", run.toString()).hasSizeLessThan(200);
    Settled settled = redrive(run);
    await(() ->
        assertThat(rig.rows("select run_id || ' ' || length(payload) from runnerbean.dead_letter"))
            .as("it failed once more, with all of its payload")
            .containsExactly(id(settled) + " " + body(text, 1, Way.THROW).length()));
  }

  @Test
  void aMessageThatNoJobCouldReadIsRelayedAsItWas() throws Exception {
    var _ = rig.worker.post("/job/run", headers("a", Map.of()), "{\"\u00fcber\":");
    Message copy = relayed();
    assertThat(copy.body()).isEqualTo("{\"\u00fcber\":");
    assertThat(attribute(copy, "Runnerbean-Type")).isEqualTo("(none)");
    assertThat(attribute(copy, "Runnerbean-Reason")).contains("is not JSON").isASCII();
  }
}
