package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static io.runnerbean.engine.FlakyWorker.body;
import static io.runnerbean.engine.FlakyWorker.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.DeadLetterRedriver;
import io.runnerbean.engine.admin.DeadLetterRedriver.Result;
import io.runnerbean.engine.sqs.SqsQueueConfig;
import io.runnerbean.testkit.PostgresExtension;
import io.runnerbean.testkit.SqsExtension;
import io.runnerbean.testkit.SqsServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The worker copies its dead letters to an SQS queue. Each test begins without dead letters or
 * messages.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // parallel classes share no state
abstract class WithDeadLetters {

  @RegisterExtension final PostgresExtension postgres = new PostgresExtension();
  @RegisterExtension final SqsExtension sqs = new SqsExtension();

  FlakyWorker rig;
  private String queue;

  @BeforeAll
  void start() {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    queue = sqs.createQueue("dead");
    SqsQueueConfig dead = new SqsQueueConfig(queue, SqsServer.REGION, sqs.server().endpoint());
    rig =
        FlakyWorker.start(
            postgres.database(), FlakyWorker.config(postgres.database(), 4).forwardingTo(dead));
  }

  @AfterAll
  void stop() {
    rig.close();
  }

  @BeforeEach
  void deleteRuns() throws Exception {
    rig.worker.execute(TestWorker.DELETE_RUNS);
    var _ = sqs.client().purgeQueue(request -> request.queueUrl(queue));
  }

  UUID makeDeadLetter(String text) throws Exception {
    String id = text.substring(0, Math.min(9, text.length()));
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Once", headers(id, Map.of()), body(text, 1, FailureMode.THROW));
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    return UUID.fromString(rig.rows("select run_id from runnerbean.dead_letter").getFirst());
  }

  /** Waits for the one copy in SQS and deletes it there. */
  Message receiveCopy() throws Exception {
    await(() ->
        assertThat(rig.rows("select 1 from runnerbean.dead_letter where forwarded_at is null"))
            .isEmpty());
    List<Message> copies =
        sqs.client()
            .receiveMessage(request ->
                request
                    .queueUrl(queue)
                    .waitTimeSeconds(20)
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All"))
            .messages();
    assertThat(copies).hasSize(1);
    var _ =
        sqs.client()
            .deleteMessage(request ->
                request.queueUrl(queue).receiptHandle(copies.getFirst().receiptHandle()));
    return copies.getFirst();
  }

  Result redrive(UUID run) throws Exception {
    return redriver().redrive(run);
  }

  DeadLetterRedriver redriver() {
    return new Administration(postgres.database().source()).redriver();
  }

  static String runId(Result result) {
    return switch (result) {
      case Result.Redriven(UUID run) -> run.toString();
      case Result.AlreadyRedriven(UUID run) -> run.toString();
      default -> throw new AssertionError(result);
    };
  }

  static String attribute(Message copy, String name) {
    return copy.messageAttributes()
        .getOrDefault(name, MessageAttributeValue.builder().stringValue("").build())
        .stringValue();
  }
}
