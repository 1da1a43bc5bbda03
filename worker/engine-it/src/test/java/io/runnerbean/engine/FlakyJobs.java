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

/** Jobs that write a note and then fail, as often and in the way that their payload says. */
final class FlakyJobs {

  /**
   * A timeout that a test can wait for, and that is ten times what a job takes on a busy machine.
   */
  static final Duration SHORT = Duration.ofSeconds(3);

  private FlakyJobs() {}

  /** What goes wrong. */
  enum Way {
    THROW,
    LINK,
    ASK,
    VIOLATE,
    DISK_FULL,
    NOT_SUPPORTED,
    OTHER_DATABASE,
    KILL,
    CUT,
    PAUSE,
    ASK_FOR_HOUR,
    SNOOZE,
    DISCARD,
    SLEEP_IN_POSTGRES,
    HEED_NOTHING,
    TELL_DEADLINE
  }

  /** Fails that many attempts, the first ones, in that way. */
  record Plan(String text, int failures, Way way) {}

  /** The same job under several policies. */
  static JobCatalog catalog(Flaky paused) {
    return NoteJobs.catalog(
        paused,
        new Flaky("Default", RetryPolicy.exponential()),
        new Flaky("Soon", RetryPolicy.fixed(Duration.ofMillis(20)).maxAttempts(3)),
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

  /** Does what its payload says. */
  static final class Flaky implements Job<Plan> {

    final CountDownLatch running = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
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
          : fail(plan.way(), context);
    }

    private JobResult fail(Way way, JobContext context) throws Exception {
      return switch (way) {
        case THROW -> throw new FileNotFoundException("no such file");
        case LINK -> throw new NoClassDefFoundError("com/example/Missing");
        case ASK -> JobResult.retryLater("come back");
        case VIOLATE -> raise(context, "23505");
        case DISK_FULL -> raise(context, "53100");
        case NOT_SUPPORTED -> raise(context, "0A000");
        case OTHER_DATABASE -> throw new SQLTransientConnectionException("it is away", "08001");
        case KILL -> {
          Runtime.getRuntime().halt(137);
          throw new AssertionError("it goes on");
        }
        case CUT -> cut(context);
        case PAUSE -> pause();
        case ASK_FOR_HOUR -> JobResult.retryLater("come back", Duration.ofHours(1));
        case SNOOZE -> JobResult.snoozed(Duration.ofHours(1));
        case DISCARD -> JobResult.discarded("no such customer: \0");
        case SLEEP_IN_POSTGRES -> sleep(context);
        case HEED_NOTHING -> outlast(context);
        case TELL_DEADLINE -> tell(context);
      };
    }

    /** As an administrator does it, in the middle of the transaction. */
    private static JobResult cut(JobContext context) {
      Object _ =
          context
              .session()
              .createNativeQuery("select pg_terminate_backend(pg_backend_pid())", Object.class)
              .getSingleResult();
      throw new AssertionError("the connection is still there");
    }

    private static JobResult raise(JobContext context, String state) {
      String sql = "do $$ begin raise exception 'no' using errcode = '%s'; end $$".formatted(state);
      int _ = context.session().createNativeMutationQuery(sql).executeUpdate();
      throw new AssertionError("nothing was raised");
    }

    private static JobResult sleep(JobContext context) {
      Object _ =
          context
              .session()
              .createNativeQuery("select pg_sleep(60)", Object.class)
              .getSingleResult();
      return JobResult.succeeded();
    }

    /** Swallows the interrupt, and says that all is well. */
    private JobResult outlast(JobContext context) {
      try {
        boolean _ = goOn.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        context.log().info("so what");
      }
      return JobResult.succeeded();
    }

    private static JobResult tell(JobContext context) {
      Duration time = Duration.between(context.startedAt(), context.deadline());
      context.session().persist(new Note(time.toString()));
      return JobResult.succeeded();
    }

    private JobResult pause() throws InterruptedException {
      running.countDown();
      if (!goOn.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody told it to go on");
      }
      return JobResult.succeeded();
    }
  }
}
