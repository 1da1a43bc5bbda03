package io.runnerbean.engine;

import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.LongRunningContext;
import io.runnerbean.job.LongRunningJob;
import io.runnerbean.job.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;

/** Long-running jobs that write notes. */
final class LongJobs {

  private LongJobs() {}

  /** The scenario of the job and the number of first attempts that fail. */
  record Plan(String scenario, int failures) {}

  /** The result of a step. */
  record Found(String name, int count) {}

  /** Runs two steps with checkpoints and then its scenario. */
  static final class Steps implements LongRunningJob<Plan> {

    final CountDownLatch running = new CountDownLatch(1);
    final CountDownLatch proceed = new CountDownLatch(1);
    private final String name;

    Steps(String name) {
      this.name = name;
    }

    @Override
    public JobType<Plan> type() {
      return JobType.of(name, Plan.class);
    }

    @Override
    public RetryPolicy retries() {
      return FlakyJobs.soon();
    }

    @Override
    public Duration timeout() {
      return name.equals("Short") ? FlakyJobs.SHORT : Duration.ofHours(3);
    }

    @Override
    public JobResult run(Plan plan, LongRunningContext context) throws Exception {
      String prefix = plan.scenario() + ": ";
      context.inTransaction(note(prefix + "begun " + context.attempt()));
      Found found =
          context.checkpoint("find", Found.class, session -> find(session, prefix, context));
      context.checkpoint("count", note(prefix + "counted " + found.count()));
      if (context.attempt() <= plan.failures()) {
        throw new IllegalStateException("not this time");
      }
      return runScenario(plan, context);
    }

    private JobResult runScenario(Plan plan, LongRunningContext context) throws Exception {
      return switch (plan.scenario()) {
        case "finish" -> context.finish(note("finished"));
        case "throw-in-finish" ->
            context.finish(session -> {
              note("finished").accept(session);
              throw new IllegalStateException("broken");
            });
        case "write-after-finish" -> {
          JobResult _ = context.finish(note("finished"));
          context.inTransaction(note("written after finish"));
          yield JobResult.succeeded();
        }
        case "finish-twice" -> {
          JobResult _ = context.finish(note("finished"));
          yield context.finish(note("finished again"));
        }
        case "retry-after-finish" -> {
          JobResult _ = context.finish(note("finished"));
          yield JobResult.retryLater("not yet");
        }
        case "nested-transaction" -> {
          context.inTransaction(session -> {
            note("outer").accept(session);
            context.inTransaction(note("inner"));
          });
          yield JobResult.succeeded();
        }
        case "pause" -> {
          pause();
          context.inTransaction(note("paused"));
          yield JobResult.succeeded();
        }
        case "swallow" -> {
          try {
            pause();
          } catch (InterruptedException e) {
            context.log().info("ignores the interrupt");
          }
          context.inTransaction(note("swallowed"));
          yield JobResult.succeeded();
        }
        case "sleep" -> {
          context.inTransaction(session ->
              session.createNativeQuery("select pg_sleep(60)", Object.class).getSingleResult());
          yield JobResult.succeeded();
        }
        default -> JobResult.succeeded();
      };
    }

    private static Found find(Session session, String prefix, LongRunningContext context) {
      note(prefix + "found in attempt " + context.attempt()).accept(session);
      return new Found("beans", 7);
    }

    private static java.util.function.Consumer<Session> note(String text) {
      return session -> session.persist(new Note(text));
    }

    private void pause() throws InterruptedException {
      running.countDown();
      if (!proceed.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test did not let the job proceed");
      }
    }
  }
}
