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

  /** What the job is to do, and how many attempts it is to fail. */
  record Plan(String way, int failures) {}

  /** What a step found out. */
  record Found(String what, int many) {}

  /** Does as it is told. */
  static final class Steps implements LongRunningJob<Plan> {

    final CountDownLatch running = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
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
      String id = plan.way() + ": ";
      context.inTransaction(note(id + "begun " + context.attempt()));
      Found found = context.checkpoint("find", Found.class, session -> find(session, id, context));
      context.checkpoint("count", note(id + "counted " + found.many()));
      if (context.attempt() <= plan.failures()) {
        throw new IllegalStateException("not this time");
      }
      return goOn(plan, context);
    }

    private JobResult goOn(Plan plan, LongRunningContext context) throws Exception {
      return switch (plan.way()) {
        case "finish" -> context.finish(note("finished"));
        case "break-finish" ->
            context.finish(session -> {
              note("finished").accept(session);
              throw new IllegalStateException("broken");
            });
        case "follow-finish" -> {
          JobResult _ = context.finish(note("finished"));
          context.inTransaction(note("followed"));
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
        case "nest" -> {
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
            context.log().info("so what");
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

    private static Found find(Session session, String id, LongRunningContext context) {
      note(id + "found in attempt " + context.attempt()).accept(session);
      return new Found("beans", 7);
    }

    private static java.util.function.Consumer<Session> note(String text) {
      return session -> session.persist(new Note(text));
    }

    private void pause() throws InterruptedException {
      running.countDown();
      if (!goOn.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody told it to go on");
      }
    }
  }
}
