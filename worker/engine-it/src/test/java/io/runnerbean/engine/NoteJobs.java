package io.runnerbean.engine;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobDefinition;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Jobs that write a note and then end in different ways. */
final class NoteJobs {

  private NoteJobs() {}

  /** A payload with constraints. */
  record Text(@NotBlank String text, @Max(5) int stars) {}

  /** The values of its context that a run saw. */
  record Seen(
      String messageId, int attempt, String sentAt, String firstReceivedAt, String scheduledAt) {}

  static JobCatalog catalog(JobDefinition<?>... jobs) {
    return JobCatalog.of(jobs).entities(Note.class).migrations("classpath:notes");
  }

  /** Writes its note and succeeds. */
  static class NoteJob implements Job<Text> {

    private final JobType<Text> type;

    NoteJob() {
      this(JobType.of("NoteJob", Text.class).aliases("OldNoteJob"));
    }

    private NoteJob(JobType<Text> type) {
      this.type = type;
    }

    @Override
    public JobType<Text> type() {
      return type;
    }

    @Override
    public JobResult run(Text payload, JobContext context) throws Exception {
      context.session().persist(new Note(payload.text()));
      return JobResult.succeeded();
    }
  }

  /** Fails on the first delivery of a message, succeeds on the next. */
  static final class FailsFirstJob extends NoteJob {

    FailsFirstJob() {
      super(JobType.of("FailsFirstJob", Text.class));
    }

    @Override
    public JobResult run(Text payload, JobContext context) throws Exception {
      super.run(payload, context);
      if (context.attempt() == 1) {
        throw new java.io.IOException("not this time");
      }
      return JobResult.succeeded();
    }
  }

  /** Asks for a retry on the first delivery of a message, succeeds on the next. */
  static final class RetriesFirstJob extends NoteJob {

    RetriesFirstJob() {
      super(JobType.of("RetriesFirstJob", Text.class));
    }

    @Override
    public JobResult run(Text payload, JobContext context) throws Exception {
      super.run(payload, context);
      return context.attempt() == 1 ? JobResult.retryLater("not yet") : JobResult.succeeded();
    }
  }

  /** Throws an {@link Error}. */
  static final class BrokenJob extends NoteJob {

    BrokenJob() {
      super(JobType.of("BrokenJob", Text.class));
    }

    @Override
    public JobResult run(Text payload, JobContext context) throws Exception {
      super.run(payload, context);
      throw new NoClassDefFoundError("com/example/Missing");
    }
  }

  /** Commits the transaction itself. */
  static final class CommitsJob extends NoteJob {

    CommitsJob() {
      super(JobType.of("CommitsJob", Text.class));
    }

    @Override
    public JobResult run(Text payload, JobContext context) {
      context.session().getTransaction().commit();
      return JobResult.succeeded();
    }
  }

  /** Writes the values of its context. */
  static final class ContextJob implements Job<Text> {

    @Override
    public JobType<Text> type() {
      return JobType.of("ContextJob", Text.class);
    }

    @Override
    public JobResult run(Text payload, JobContext context) {
      Seen seen =
          new Seen(
              context.messageId().orElse("none"),
              context.attempt(),
              context.sentAt().map(String::valueOf).orElse("none"),
              context.firstReceivedAt().map(String::valueOf).orElse("none"),
              context.scheduledAt().map(String::valueOf).orElse("none"));
      context.session().persist(new Note(payload.text() + " " + seen));
      return JobResult.succeeded();
    }
  }

  /** Pauses in mid-transaction until the test lets it proceed. */
  static final class PausingJob extends NoteJob {

    final CountDownLatch running = new CountDownLatch(1);
    final CountDownLatch proceed = new CountDownLatch(1);

    PausingJob() {
      super(JobType.of("PausingJob", Text.class));
    }

    @Override
    public JobResult run(Text payload, JobContext context) throws Exception {
      super.run(payload, context);
      running.countDown();
      if (!proceed.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test did not let the job proceed");
      }
      return JobResult.succeeded();
    }
  }

  /** Has an empty payload, like a job that a schedule runs. */
  static final class TickJob implements Job<TickJob.Nothing> {

    record Nothing() {}

    @Override
    public JobType<Nothing> type() {
      return JobType.of("TickJob", Nothing.class);
    }

    @Override
    public JobResult run(Nothing payload, JobContext context) {
      context.session().persist(new Note("tick " + context.messageId().orElse("none")));
      return JobResult.succeeded();
    }
  }
}
