package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static io.runnerbean.engine.FlakyWorker.body;
import static io.runnerbean.engine.FlakyWorker.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.DeadLetterRedriver.Result;
import io.runnerbean.engine.admin.RunRetrier;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** An operator redrives or deletes a dead letter. SQS may redrive its copy. */
@Order(1)
class RedriveIT extends WithDeadLetters {

  @Test
  void ignoresTheCopyFromSqsAfterARedrive() throws Exception {
    UUID run = makeDeadLetter("a");
    Message copy = receiveCopy();
    correctPayload();
    Result result = redrive(run);
    assertThat(result).isInstanceOf(Result.Redriven.class);
    rig.awaitHistory("dead 1", "succeeded 1");
    assertThat(rig.rows("select text from note")).containsExactly("a");
    assertThat(rig.rows("select run_id from runnerbean.dead_letter")).isEmpty();
    assertThat(deliver(copy).body()).contains("duplicate", runId(result));
    assertThat(redrive(run)).isEqualTo(new Result.NotFound());
  }

  @Test
  void doesNotRetryARedrivenRun() throws Exception {
    UUID run = makeDeadLetter("a");
    Message _ = receiveCopy();
    correctPayload();
    Result redriven = redrive(run);
    rig.awaitHistory("dead 1", "succeeded 1");
    RunRetrier retrier = new Administration(postgres.database().source()).retrier();
    UUID again = UUID.fromString(runId(redriven));
    assertThat(retrier.retry(run)).isEqualTo(new RunRetrier.Result.AlreadyRetried(again));
    assertThat(rig.rows("select 1 from runnerbean.job_queue")).isEmpty();
  }

  @Test
  void retriesARunWithoutADeadLetterOnce() throws Exception {
    UUID run = makeDeadLetter("a");
    Message _ = receiveCopy();
    assertThat(redriver().delete(run)).isEqualTo(new Result.Deleted());
    RunRetrier retrier = new Administration(postgres.database().source()).retrier();
    List<RunRetrier.Result> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RunRetrier.Result> one = threads.submit(() -> retrier.retry(run));
      Future<RunRetrier.Result> other = threads.submit(() -> retrier.retry(run));
      results.add(one.get());
      results.add(other.get());
    }
    assertThat(results).hasAtLeastOneElementOfType(RunRetrier.Result.Retried.class);
    assertThat(results).hasAtLeastOneElementOfType(RunRetrier.Result.AlreadyRetried.class);
  }

  @Test
  void ignoresARedriveAfterTheCopyFromSqs() throws Exception {
    UUID run = makeDeadLetter("a");
    HttpResponse<String> second = deliver(receiveCopy());
    assertThat(second.body())
        .as("the copy fails again, as another run")
        .contains("\"state\":\"dead\"");
    Result result = redrive(run);
    assertThat(result).isInstanceOf(Result.AlreadyRedriven.class);
    assertThat(second.body()).contains(runId(result));
    assertThat(new Administration(postgres.database().source()).retrier().retry(run))
        .isEqualTo(new RunRetrier.Result.AlreadyRetried(UUID.fromString(runId(result))));
    assertThat(rig.rows("select state from runnerbean.run")).containsExactly("dead", "dead");
    assertThat(rig.rows("select run_id from runnerbean.dead_letter"))
        .as("the second run has its own dead letter")
        .containsExactly(runId(result));
  }

  @Test
  void runsOnceIfOperatorAndSqsRedriveAtOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      String text = "both-" + i;
      UUID run = makeDeadLetter(text);
      Message copy = receiveCopy();
      rig.worker.execute(
          "update runnerbean.dead_letter set payload = '" + body(text, 0, FailureMode.THROW) + "'");
      String corrected = copy.body().replace("\"failures\":1", "\"failures\":0");
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<HttpResponse<String>> fromSqs =
            threads.submit(() -> deliver(copy.toBuilder().body(corrected).build()));
        Future<Result> byOperator = threads.submit(() -> redrive(run));
        assertThat(fromSqs.get().statusCode()).isIn(200, 409);
        assertThat(byOperator.get()).isNotInstanceOf(Result.NotFound.class);
      }
      await(() ->
          assertThat(rig.rows("select text from note where text = '" + text + "'")).hasSize(1));
      await(() -> assertThat(rig.rows("select 1 from runnerbean.job_queue")).isEmpty());
      assertThat(rig.rows("select 1 from runnerbean.run where state = 'succeeded'")).hasSize(i + 1);
      rig.worker.execute("truncate runnerbean.dead_letter");
    }
  }

  @Test
  void keepsTheFactsOfTheMessageInARedrive() throws Exception {
    String minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
    Map<String, String> tick =
        Map.of("X-Aws-Sqsd-Taskname", "nightly", "X-Aws-Sqsd-Scheduled-At", minute);
    assertThat(rig.deliver("Once", "a", tick, FailureMode.THROW).body()).contains("dead");
    String facts =
        "select message_id || sent_at || task_name || scheduled_at || receive_count from runnerbean.";
    List<String> before = rig.rows(facts + "dead_letter");
    assertThat(before).hasSize(1).first().asString().contains("nightly");
    rig.worker.execute(
        "update runnerbean.dead_letter set job_type = 'Pausing', payload = '"
            + body("a", 1, FailureMode.PAUSE)
            + "'");
    var _ =
        redrive(UUID.fromString(rig.rows("select run_id from runnerbean.dead_letter").getFirst()));
    assertThat(rig.rows(facts + "job_queue")).isEqualTo(before);
    rig.pausing.proceed.countDown();
    await(() -> assertThat(rig.rows("select 1 from runnerbean.job_queue")).isEmpty());
  }

  @Test
  void deletesADeadLetterAndKeepsItsRun() throws Exception {
    UUID run = makeDeadLetter("a");
    assertThat(redriver().delete(run)).isEqualTo(new Result.Deleted());
    assertThat(redriver().delete(run)).isEqualTo(new Result.NotFound());
    assertThat(rig.rows("select state from runnerbean.run")).containsExactly("dead");
  }

  private void correctPayload() throws Exception {
    rig.worker.execute(
        "update runnerbean.dead_letter set payload = '" + body("a", 0, FailureMode.THROW) + "'");
  }

  /** Delivers the copy, as a daemon does after SQS's own redrive. */
  private HttpResponse<String> deliver(Message copy) throws Exception {
    Map<String, String> key =
        Map.of("X-Aws-Sqsd-Attr-Runnerbean-Key", attribute(copy, "Runnerbean-Key"));
    return rig.worker.post("/job/run", headers("redriven", key), copy.body());
  }
}
