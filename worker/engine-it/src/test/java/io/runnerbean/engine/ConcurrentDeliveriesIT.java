package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.testkit.PostgresDatabase;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two deliveries of a message run at the same time, which no lock prevents: the row decides. */
@Timeout(120)
class ConcurrentDeliveriesIT extends WithWorker {

  private static final int WORKERS = 2;

  private final MeetingJob meeting = new MeetingJob("MeetingJob", false);
  private final MeetingJob alone = new MeetingJob("AloneJob", true);

  /** Waits until as many run as there are workers, or says that it runs alone. */
  private static final class MeetingJob implements Job<MeetingJob.Text> {

    private record Text(String text) {}

    private final String name;
    private final boolean hasExternalEffects;
    private final CyclicBarrier together = new CyclicBarrier(WORKERS);
    private final AtomicInteger began = new AtomicInteger();

    private MeetingJob(String name, boolean hasExternalEffects) {
      this.name = name;
      this.hasExternalEffects = hasExternalEffects;
    }

    @Override
    public JobType<Text> type() {
      return JobType.of(name, Text.class);
    }

    @Override
    public boolean hasExternalEffects() {
      return hasExternalEffects;
    }

    @Override
    public JobResult run(Text payload, JobContext context) throws Exception {
      context.session().persist(new Note(payload.text() + began.incrementAndGet()));
      if (!hasExternalEffects) {
        int _ = together.await(60, TimeUnit.SECONDS);
      }
      return payload.text().equals("fail") ? JobResult.retryLater("x") : JobResult.succeeded();
    }
  }

  @Override
  TestWorker start(PostgresDatabase database) {
    return TestWorker.start(database, NoteJobs.catalog(meeting, alone));
  }

  @Test
  @DisplayName("only one of two that succeed is committed, and both are answered with 200")
  void commitsOne() throws Exception {
    List<String> answers = deliverTwice("MeetingJob", "ok");
    assertThat(answers).anyMatch(answer -> answer.contains("\"state\":\"succeeded\""));
    assertThat(answers).anyMatch(answer -> answer.contains("\"state\":\"duplicate\""));
    assertThat(worker.query("select text from note")).hasSize(1);
    assertThat(worker.query("select state from runnerbean.run")).containsExactly("succeeded");
  }

  @Test
  @DisplayName("only one of two that fail is queued")
  void queuesOne() throws Exception {
    List<String> answers = deliverTwice("MeetingJob", "fail");
    assertThat(answers).anyMatch(answer -> answer.contains("\"state\":\"retrying\""));
    assertThat(answers).anyMatch(answer -> answer.contains("\"state\":\"duplicate\""));
    assertThat(worker.query("select 1 from runnerbean.job_queue")).hasSize(1);
    assertThat(worker.query("select 1 from runnerbean.run_attempt")).hasSize(1);
  }

  @Test
  @DisplayName("a job with effects outside of Postgres begins once, also at its first deliveries")
  void beginsOnce() throws Exception {
    List<String> answers = deliverTwice("AloneJob", "once");
    assertThat(answers).anyMatch(answer -> answer.contains("\"state\":\"succeeded\""));
    assertThat(alone.began).hasValue(1);
  }

  /** On two workers: a single one knows which runs are under way in it. */
  private List<String> deliverTwice(String type, String text) throws Exception {
    try (TestWorker other =
            TestWorker.start(postgres.database(), NoteJobs.catalog(meeting, alone));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> here = threads.submit(() -> deliver(worker, type, text));
      Future<HttpResponse<String>> there = threads.submit(() -> deliver(other, type, text));
      return List.of(here.get().body(), there.get().body());
    }
  }

  private static HttpResponse<String> deliver(TestWorker worker, String type, String text)
      throws Exception {
    return worker.post(
        "/job/run/" + type,
        FlakyWorker.headers(type + text, Map.of()),
        "{\"text\":\"%s\"}".formatted(text));
  }
}
