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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Dead letters, in the ledger and in SQS. */
@Timeout(300)
@Order(1)
class DeadLettersIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  private static CustodyRig rig;
  private static String queue;

  private final Redrive desk = new Redrive();

  @BeforeAll
  static void start() {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    queue = SQS.createQueue("dead");
    TargetQueue dead = new TargetQueue(queue, SqsServer.REGION, SQS.server().endpoint());
    rig =
        CustodyRig.start(
            POSTGRES.database(), CustodyRig.config(POSTGRES.database(), 4).relayingTo(dead));
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void forget() throws Exception {
    rig.worker.execute(TestWorker.FORGET);
    var _ = SQS.client().purgeQueue(request -> request.queueUrl(queue));
  }

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
  void aRunThatIsRedrivenHereRunsOnceMoreAndNotAgainWhenSqsBringsItBack() throws Exception {
    UUID run = die("a");
    Message copy = relayed();
    mend();
    Settled settled = redrive(run);
    assertThat(settled).isInstanceOf(Settled.Redriven.class);
    rig.awaitHistory("dead 1", "succeeded 1");
    assertThat(rig.rows("select text from note")).containsExactly("a");
    assertThat(rig.rows("select run_id from runnerbean.dead_letter")).isEmpty();
    assertThat(deliver(copy).body()).contains("settled", id(settled));
    assertThat(redrive(run)).isEqualTo(new Settled.Unknown());
  }

  @Test
  void aRunThatSqsBroughtBackDoesNotRunAgainWhenItIsRedrivenHere() throws Exception {
    UUID run = die("a");
    HttpResponse<String> second = deliver(relayed());
    assertThat(second.body()).as("it fails again, as another run").contains("\"state\":\"dead\"");
    Settled settled = redrive(run);
    assertThat(settled).isInstanceOf(Settled.AlreadyRedriven.class);
    assertThat(second.body()).contains(id(settled));
    assertThat(rig.rows("select state from runnerbean.job_run")).containsExactly("dead", "dead");
    assertThat(rig.rows("select run_id from runnerbean.dead_letter"))
        .as("the second run's is another letter")
        .containsExactly(id(settled));
  }

  @Test
  void byBothRoadsAtOnceItRunsOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      String text = "both-" + i;
      UUID run = die(text);
      Message copy = relayed();
      rig.worker.execute(
          "update runnerbean.dead_letter set payload = '" + body(text, 0, Way.THROW) + "'");
      String mended = copy.body().replace("\"failures\":1", "\"failures\":0");
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<HttpResponse<String>> there =
            threads.submit(() -> deliver(copy.toBuilder().body(mended).build()));
        Future<Settled> here = threads.submit(() -> redrive(run));
        assertThat(there.get().statusCode()).isIn(200, 409);
        assertThat(here.get()).isNotInstanceOf(Settled.Unknown.class);
      }
      await(() ->
          assertThat(rig.rows("select text from note where text = '" + text + "'")).hasSize(1));
      await(() -> assertThat(rig.rows("select 1 from runnerbean.job_queue")).isEmpty());
      assertThat(rig.rows("select 1 from runnerbean.job_run where state = 'succeeded'"))
          .hasSize(i + 1);
      rig.worker.execute("truncate runnerbean.dead_letter");
    }
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

  @Test
  void aRedrivenRunKnowsAllOfItsMessageThatItKnew() throws Exception {
    String minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
    Map<String, String> tick =
        Map.of("X-Aws-Sqsd-Taskname", "nightly", "X-Aws-Sqsd-Scheduled-At", minute);
    assertThat(rig.deliver("Once", "a", tick, Way.THROW).body()).contains("dead");
    String facts =
        "select message_id || sent_at || task_name || scheduled_at || receive_count from runnerbean.";
    List<String> known = rig.rows(facts + "dead_letter");
    assertThat(known).hasSize(1).first().asString().contains("nightly");
    rig.worker.execute(
        "update runnerbean.dead_letter set job_type = 'Pausing', payload = '"
            + body("a", 1, Way.PAUSE)
            + "'");
    var _ =
        redrive(UUID.fromString(rig.rows("select run_id from runnerbean.dead_letter").getFirst()));
    assertThat(rig.rows(facts + "job_queue")).isEqualTo(known);
    rig.pausing.goOn.countDown();
    await(() -> assertThat(rig.rows("select 1 from runnerbean.job_queue")).isEmpty());
  }

  @Test
  void aDiscardedOneIsGoneAndHistoryKeepsTheRun() throws Exception {
    UUID run = die("a");
    try (Connection connection = POSTGRES.database().connect()) {
      assertThat(desk.discard(connection, run)).isEqualTo(new Settled.Discarded());
      assertThat(desk.discard(connection, run)).isEqualTo(new Settled.Unknown());
    }
    assertThat(rig.rows("select state from runnerbean.job_run")).containsExactly("dead");
  }

  private static UUID die(String text) throws Exception {
    String id = text.substring(0, Math.min(9, text.length()));
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Once", headers(id, Map.of()), body(text, 1, Way.THROW));
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    return UUID.fromString(rig.rows("select run_id from runnerbean.dead_letter").getFirst());
  }

  private static void mend() throws Exception {
    rig.worker.execute(
        "update runnerbean.dead_letter set payload = '" + body("a", 0, Way.THROW) + "'");
  }

  /** The one copy that SQS has. */
  private static Message relayed() throws Exception {
    await(() ->
        assertThat(rig.rows("select 1 from runnerbean.dead_letter where relayed_at is null"))
            .isEmpty());
    List<Message> copies =
        SQS.client()
            .receiveMessage(request ->
                request
                    .queueUrl(queue)
                    .waitTimeSeconds(20)
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All"))
            .messages();
    assertThat(copies).hasSize(1);
    var _ =
        SQS.client()
            .deleteMessage(request ->
                request.queueUrl(queue).receiptHandle(copies.getFirst().receiptHandle()));
    return copies.getFirst();
  }

  /** As a daemon does after SQS's own redrive. */
  private static HttpResponse<String> deliver(Message copy) throws Exception {
    Map<String, String> key =
        Map.of("X-Aws-Sqsd-Attr-Runnerbean-Key", attribute(copy, "Runnerbean-Key"));
    return rig.worker.post("/job/run", headers("redriven", key), copy.body());
  }

  private Settled redrive(UUID run) throws Exception {
    try (Connection connection = POSTGRES.database().connect()) {
      return desk.redrive(connection, run);
    }
  }

  private static String id(Settled settled) {
    return switch (settled) {
      case Settled.Redriven(UUID run) -> run.toString();
      case Settled.AlreadyRedriven(UUID run) -> run.toString();
      default -> throw new AssertionError(settled);
    };
  }

  private static String attribute(Message copy, String name) {
    return copy.messageAttributes()
        .getOrDefault(name, MessageAttributeValue.builder().stringValue("").build())
        .stringValue();
  }
}
