package io.runnerbean.engine;

import static io.runnerbean.engine.CustodyRig.await;
import static io.runnerbean.engine.CustodyRig.body;
import static io.runnerbean.engine.CustodyRig.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.embedded.PostgresExtension;
import io.runnerbean.embedded.SqsExtension;
import io.runnerbean.embedded.SqsServer;
import io.runnerbean.engine.CustodyJobs.Way;
import io.runnerbean.engine.deadletter.Redrive;
import io.runnerbean.engine.deadletter.Redrive.Settled;
import io.runnerbean.engine.queue.TargetQueue;
import java.net.http.HttpResponse;
import java.sql.Connection;
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

/** A worker that copies its dead letters to a queue of SQS. Each test finds both empty. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // parallel classes share no state
abstract class WithDeadLetters {

  @RegisterExtension final PostgresExtension postgres = new PostgresExtension();
  @RegisterExtension final SqsExtension sqs = new SqsExtension();

  final Redrive desk = new Redrive();
  CustodyRig rig;
  private String queue;

  @BeforeAll
  void start() {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    queue = sqs.createQueue("dead");
    TargetQueue dead = new TargetQueue(queue, SqsServer.REGION, sqs.server().endpoint());
    rig =
        CustodyRig.start(
            postgres.database(), CustodyRig.config(postgres.database(), 4).relayingTo(dead));
  }

  @AfterAll
  void stop() {
    rig.close();
  }

  @BeforeEach
  void forget() throws Exception {
    rig.worker.execute(TestWorker.FORGET);
    var _ = sqs.client().purgeQueue(request -> request.queueUrl(queue));
  }

  UUID die(String text) throws Exception {
    String id = text.substring(0, Math.min(9, text.length()));
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Once", headers(id, Map.of()), body(text, 1, Way.THROW));
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    return UUID.fromString(rig.rows("select run_id from runnerbean.dead_letter").getFirst());
  }

  /** The one copy that SQS has. */
  Message relayed() throws Exception {
    await(() ->
        assertThat(rig.rows("select 1 from runnerbean.dead_letter where relayed_at is null"))
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

  Settled redrive(UUID run) throws Exception {
    try (Connection connection = postgres.database().connect()) {
      return desk.redrive(connection, run);
    }
  }

  static String id(Settled settled) {
    return switch (settled) {
      case Settled.Redriven(UUID run) -> run.toString();
      case Settled.AlreadyRedriven(UUID run) -> run.toString();
      default -> throw new AssertionError(settled);
    };
  }

  static String attribute(Message copy, String name) {
    return copy.messageAttributes()
        .getOrDefault(name, MessageAttributeValue.builder().stringValue("").build())
        .stringValue();
  }
}
