package io.runnerbean.engine;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Jobs that write a note and then fail. Their payload says how often and how. */
final class FlakyJobs {

  /**
   * A timeout that a test can wait for. It is ten times the duration of a job on a busy machine.
   */
  static final Duration SHORT = Duration.ofSeconds(3);

  private FlakyJobs() {}

  /** What the first attempts do after they have written the note. */
  enum FailureMode {
    THROW,
    LINKAGE_ERROR,
    RETRY_LATER,
    UNIQUE_VIOLATION,
    DISK_FULL,
    NOT_SUPPORTED,
    OTHER_DATABASE,
    KILL_WORKER,
    CUT_CONNECTION,
    PAUSE,
    RETRY_IN_AN_HOUR,
    SNOOZE,
    DISCARD,
    SLEEP_IN_POSTGRES,
    IGNORE_INTERRUPT,
    RECORD_DEADLINE
  }

  /** The first attempts, {@code failures} of them, follow this mode. */
  record Plan(String text, int failures, FailureMode mode) {}

  /** One job under several policies. */
  static JobCatalog catalog(Flaky paused) {
    return NoteJobs.catalog(
        paused,
        new Flaky("Default", RetryPolicy.exponential()),
        new Flaky("Soon", soon()),
        new Flaky("Once", RetryPolicy.none()),
        new Flaky("Short", soon(), SHORT),
        new Flaky("Final", soon().neverOn(IOException.class)),
        new Flaky("Old", RetryPolicy.fixed(Duration.ofHours(2)).maxAge(Duration.ofHours(1))),
        new Flaky("Custom", RetryPolicy.custom(failed -> Duration.ofHours(failed))),
        new Flaky("Negative", RetryPolicy.custom(_ -> Duration.ofHours(-1))),
        new Flaky("Broken", RetryPolicy.custom(FlakyJobs::broken)));
  }

  static RetryPolicy soon() {
    return RetryPolicy.fixed(Duration.ofMillis(20)).maxAttempts(3);
  }

  private static Duration broken(int failed) {
    throw new IllegalStateException("broken after " + failed);
  }

  /** Writes its note and then follows its plan. */
  static final class Flaky implements Job<Plan> {

    final CountDownLatch running = new CountDownLatch(1);
    final CountDownLatch proceed = new CountDownLatch(1);
    private final JobType<Plan> type;
    private final RetryPolicy policy;
    private final Duration timeout;

    Flaky(String name, RetryPolicy policy) {
      this(name, policy, Duration.ofMinutes(2));
    }

    Flaky(String name, RetryPolicy policy, Duration timeout) {
      this.type = JobType.of(name, Plan.class);
      this.policy = policy;
      this.timeout = timeout;
    }

    @Override
    public Duration timeout() {
      return timeout;
    }

    @Override
    public JobType<Plan> type() {
      return type;
    }

    @Override
    public RetryPolicy retries() {
      return policy;
    }

    @Override
    public JobResult run(Plan plan, JobContext context) throws Exception {
      context.session().persist(new Note(plan.text()));
      return context.attempt() > plan.failures()
          ? JobResult.succeeded()
          : fail(plan.mode(), context);
    }

    private JobResult fail(FailureMode mode, JobContext context) throws Exception {
      return switch (mode) {
        case THROW -> throw new FileNotFoundException("no such file");
        case LINKAGE_ERROR -> throw new NoClassDefFoundError("com/example/Missing");
        case RETRY_LATER -> JobResult.retryLater("not yet");
        case UNIQUE_VIOLATION -> raise(context, "23505");
        case DISK_FULL -> raise(context, "53100");
        case NOT_SUPPORTED -> raise(context, "0A000");
        case OTHER_DATABASE ->
            throw new SQLTransientConnectionException("the other database is down", "08001");
        case KILL_WORKER -> {
          Runtime.getRuntime().halt(137);
          throw new AssertionError("the JVM did not halt");
        }
        case CUT_CONNECTION -> cutConnection(context);
        case PAUSE -> pause();
        case RETRY_IN_AN_HOUR -> JobResult.retryLater("not yet", Duration.ofHours(1));
        case SNOOZE -> JobResult.snoozed(Duration.ofHours(1));
        case DISCARD -> JobResult.discarded("no such customer: \0");
        case SLEEP_IN_POSTGRES -> sleep(context);
        case IGNORE_INTERRUPT -> ignoreInterrupt(context);
        case RECORD_DEADLINE -> recordDeadline(context);
      };
    }

    /** Ends the connection in mid-transaction, as an administrator can. */
    private static JobResult cutConnection(JobContext context) {
      Object _ =
          context
              .session()
              .createNativeQuery("select pg_terminate_backend(pg_backend_pid())", Object.class)
              .getSingleResult();
      throw new AssertionError("the connection is still open");
    }

    private static JobResult raise(JobContext context, String state) {
      String sql = "do $$ begin raise exception 'no' using errcode = '%s'; end $$".formatted(state);
      int _ = context.session().createNativeMutationQuery(sql).executeUpdate();
      throw new AssertionError("PostgreSQL raised no error");
    }

    private static JobResult sleep(JobContext context) {
      Object _ =
          context
              .session()
              .createNativeQuery("select pg_sleep(60)", Object.class)
              .getSingleResult();
      return JobResult.succeeded();
    }

    /** Swallows the interrupt and succeeds. */
    private JobResult ignoreInterrupt(JobContext context) {
      try {
        boolean _ = proceed.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        context.log().info("ignores the interrupt");
      }
      return JobResult.succeeded();
    }

    private static JobResult recordDeadline(JobContext context) {
      Duration time = Duration.between(context.startedAt(), context.deadline());
      context.session().persist(new Note(time.toString()));
      return JobResult.succeeded();
    }

    private JobResult pause() throws InterruptedException {
      running.countDown();
      if (!proceed.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test did not let the job proceed");
      }
      return JobResult.succeeded();
    }
  }
}
