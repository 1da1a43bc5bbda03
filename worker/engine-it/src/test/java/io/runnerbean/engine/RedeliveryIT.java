package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.NoteJobs.PausingJob;
import io.runnerbean.testkit.PostgresDatabase;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that is delivered more than once runs once. */
@Timeout(120)
class RedeliveryIT extends WithWorker {

  /** More than the connections of the pool, so that duplicates that held one would show. */
  private static final int DUPLICATES = 12;

  private static final PausingJob PAUSING = new PausingJob();

  @Override
  TestWorker start(PostgresDatabase database) {
    return TestWorker.start(
        database,
        NoteJobs.catalog(
            new NoteJobs.NoteJob(),
            new NoteJobs.FailsFirstJob(),
            new NoteJobs.RetriesFirstJob(),
            PAUSING));
  }

  @Test
  void runsOnceAndAnswersWithTheSameRunId() throws Exception {
    HttpResponse<String> first = deliver("NoteJob", "a", 1);
    HttpResponse<String> second = deliver("NoteJob", "a", 2);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(runId(second)).isEqualTo(runId(first));
    assertThat(worker.query("select text from note")).containsExactly("a");
    assertThat(worker.query("select id from runnerbean.run")).containsExactly(runId(first));
  }

  @Test
  void runsAScheduledMessageThatWasSentTwiceOnce() throws Exception {
    String minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
    String before = Instant.parse(minute).minusSeconds(60).toString();
    assertThat(deliverScheduled("jobs", "task", minute)).isEqualTo(200);
    assertThat(deliverScheduled("jobs", "task", minute)).isEqualTo(200);
    assertThat(worker.query("select text from note")).hasSize(1);
    assertThat(deliverScheduled("jobs", "another", minute)).isEqualTo(200);
    assertThat(deliverScheduled("others", "task", minute)).isEqualTo(200);
    assertThat(deliverScheduled("jobs", "task", before)).isEqualTo(200);
    assertThat(worker.query("select text from note")).hasSize(4);
    assertThat(worker.query("select id from runnerbean.run")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FailsFirstJob", "RetriesFirstJob"})
  void queuesAFailedRunOnce(String type) throws Exception {
    assertThat(deliver(type, "a", 1).body()).contains("\"state\":\"retrying\"");
    assertThat(deliver(type, "a", 2).body()).contains("\"state\":\"duplicate\"");
    assertThat(worker.query("select text from note")).isEmpty();
    assertThat(worker.query("select attempt from runnerbean.job_queue")).containsExactly("1");
  }

  @Test
  void runsAPlainPostEachTime() throws Exception {
    worker.post("/job/run/NoteJob", Map.of(), "{\"text\":\"x\"}");
    worker.post("/job/run/NoteJob", Map.of(), "{\"text\":\"y\"}");
    assertThat(worker.query("select text from note order by text")).containsExactly("x", "y");
  }

  @Test
  void runsARequestWithAnIdempotencyKeyOnce() throws Exception {
    Map<String, String> key = Map.of("Idempotency-Key", "order-4711");
    worker.post("/job/run/NoteJob", key, "{\"text\":\"x\"}");
    HttpResponse<String> again = worker.post("/job/run/NoteJob", key, "{\"text\":\"y\"}");
    assertThat(again.body()).contains("\"state\":\"duplicate\"");
    assertThat(worker.query("select text from note")).containsExactly("x");
  }

  @Test
  void answersConcurrentDuplicatesAtOnceWithoutWaitingInPostgres() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> first = threads.submit(() -> deliver("PausingJob", "a", 1));
      assertThat(PAUSING.running.await(60, TimeUnit.SECONDS)).isTrue();
      List<Future<HttpResponse<String>>> duplicates = new ArrayList<>();
      for (int i = 0; i < DUPLICATES; i++) {
        duplicates.add(threads.submit(() -> deliver("PausingJob", "a", 2)));
      }
      for (Future<HttpResponse<String>> duplicate : duplicates) {
        assertThat(duplicate.get().statusCode()).isEqualTo(409);
      }
      assertThat(first.isDone()).isFalse();
      FlakyWorker.await(
          () -> // the worker's own short transactions are open for a moment
          assertThat(
                      worker.query(
                          "select state from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()"))
                  .as("only the first delivery has a transaction open")
                  .hasSize(1));
      PAUSING.proceed.countDown();
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(deliver("PausingJob", "a", 3).statusCode()).isEqualTo(200);
      assertThat(worker.query("select text from note")).containsExactly("a");
    }
  }

  private HttpResponse<String> deliver(String type, String id, int count) throws Exception {
    Map<String, String> headers =
        FlakyWorker.headers(id, Map.of("X-Aws-Sqsd-Receive-Count", String.valueOf(count)));
    return worker.post("/job/run/" + type, headers, "{\"text\":\"a\"}");
  }

  /** Delivers a new message, as if the daemon had sent a scheduled message twice. */
  private int deliverScheduled(String queue, String task, String time) throws Exception {
    Map<String, String> headers =
        Map.of(
            "X-Aws-Sqsd-Msgid", UUID.randomUUID().toString(),
            "X-Aws-Sqsd-Sent-At", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            "X-Aws-Sqsd-Queue", queue,
            "X-Aws-Sqsd-Taskname", task,
            "X-Aws-Sqsd-Scheduled-At", time);
    String body = "{\"text\":\"%s %s %s\"}".formatted(queue, task, time);
    return worker.post("/job/run/NoteJob", headers, body).statusCode();
  }

  private static String runId(HttpResponse<String> answer) {
    return answer.body().replaceFirst(".*\"run_id\":\"([^\"]+)\".*", "$1");
  }
}
