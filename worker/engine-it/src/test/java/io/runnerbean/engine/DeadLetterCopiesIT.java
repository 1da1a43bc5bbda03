package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static io.runnerbean.engine.FlakyWorker.body;
import static io.runnerbean.engine.FlakyWorker.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.DeadLetterRedriver.Result;
import io.runnerbean.engine.sqs.SqsQueueConfig;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.testkit.SqsServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** A worker sends a copy of each dead letter to SQS. */
@Order(1)
class DeadLetterCopiesIT extends WithDeadLetters {

  @Test
  void sendsOneCopyWithTheReasonAndItsOwnKey() throws Exception {
    UUID run = makeDeadLetter("a");
    Message copy = receiveCopy();
    assertThat(copy.body())
        .isEqualTo("{\"job_type\":\"Once\",\"text\":\"a\",\"failures\":1,\"mode\":\"THROW\"}");
    assertThat(attribute(copy, "Runnerbean-Run")).isEqualTo(run.toString());
    assertThat(attribute(copy, "Runnerbean-Type")).isEqualTo("Once");
    assertThat(attribute(copy, "Runnerbean-Reason")).isEqualTo("attempt 1 of 1 failed");
    assertThat(rig.rows("select redrive_id from runnerbean.dead_letter"))
        .containsExactly(attribute(copy, "Runnerbean-Key"));
    assertThat(rig.rows("select 1 from runnerbean.dead_letter where forwarded_at is not null"))
        .hasSize(1);
  }

  @Test
  void retriesAnUnansweredSendAndKeepsNoTransactionOpen() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        FlakyWorker other =
            FlakyWorker.start(
                postgres.database(),
                FlakyWorker.config(postgres.database(), 2)
                    .forwardingTo(
                        new SqsQueueConfig(
                            "http://127.0.0.1:%d/0/dead".formatted(silent.getLocalPort()),
                            SqsServer.REGION,
                            URI.create("http://127.0.0.1:" + silent.getLocalPort()))))) {
      rig.close();
      UUID run = UuidV7.next();
      other.worker.execute(
          """
          insert into runnerbean.dead_letter
            (run_id, job_type, payload, attempt, reason, receive_count, redrive_id)
          values ('%s', 'Once', '{}', 1, 'a test', 1, uuidv7())
          """
              .formatted(run));
      await(() ->
          assertThat(other.rows("select 1 from runnerbean.dead_letter where forward_after > now()"))
              .hasSize(1));
      assertThat(new Administration(postgres.database().source()).redriver().find(run)).isPresent();
      await(
          () -> // no refusal is recorded yet: the call of SQS is open
          assertThat(
                      other.rows(
                          """
                          select refusals || ' ' || (select count(*) from pg_stat_activity
                            where datname = current_database() and state like 'idle in%')
                          from runnerbean.dead_letter
                          """))
                  .containsExactly("0 0"));
      await(() ->
          assertThat(other.rows("select refusals from runnerbean.dead_letter"))
              .containsExactly("1"));
    } finally {
      start();
    }
  }

  @Test
  void keepsAPayloadThatIsTooLongForSqs() throws Exception {
    String text = "x".repeat(1024 * 1024 - 60);
    UUID run = makeDeadLetter(text);
    Message copy = receiveCopy();
    assertThat(copy.body()).contains("too long for SQS", run.toString()).hasSizeLessThan(200);
    Result result = redrive(run);
    await(() ->
        assertThat(rig.rows("select run_id || ' ' || length(payload) from runnerbean.dead_letter"))
            .as("the redriven run failed with its full payload")
            .containsExactly(runId(result) + " " + body(text, 1, FailureMode.THROW).length()));
  }

  @Test
  void copiesAMalformedMessageUnchanged() throws Exception {
    var _ = rig.worker.post("/job/run", headers("a", Map.of()), "{\"\u00fcber\":");
    Message copy = receiveCopy();
    assertThat(copy.body()).isEqualTo("{\"\u00fcber\":");
    assertThat(attribute(copy, "Runnerbean-Type")).isEqualTo("(none)");
    assertThat(attribute(copy, "Runnerbean-Reason")).contains("is not JSON").isASCII();
  }
}
