package io.runnerbean.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.job.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RunningJobsTest {

  private static final int JOBS = 40;

  private final RunningJobs running = new RunningJobs(new ScheduleLateness(Clock.systemUTC()));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void stop() {
    threads.shutdownNow();
    running.close();
  }

  /**
   * The later it begins, the earlier it is due, so that each check is planned in place of another.
   */
  @Test
  void interruptsEachOverdueJobWithOneCheckAtATime() throws Exception {
    List<Future<@Nullable InterruptReason>> reasons = new ArrayList<>();
    for (int job = 0; job < JOBS; job++) {
      reasons.add(run(Duration.ofMillis(10L * (JOBS - job))));
    }
    for (Future<@Nullable InterruptReason> reason : reasons) {
      assertThat(running.planned()).isLessThanOrEqualTo(1);
      assertThat(reason.get(60, TimeUnit.SECONDS)).isEqualTo(InterruptReason.TIMEOUT);
    }
    assertThat(running.planned()).isZero();
  }

  @Test
  void plansOneCheckForJobsThatAreNotOverdue() throws Exception {
    for (int job = 0; job < JOBS; job++) {
      var _ = run(Duration.ofMinutes(JOBS - job));
    }
    assertThat(run(Duration.ofMillis(10)).get(60, TimeUnit.SECONDS))
        .isEqualTo(InterruptReason.TIMEOUT);
    assertThat(running.planned()).isLessThanOrEqualTo(1);
    running.interruptAll();
  }

  /** Runs a job that only an interrupt ends, and returns once it runs. */
  private Future<@Nullable InterruptReason> run(Duration timeout) throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    Callable<@Nullable InterruptReason> job =
        () -> {
          RunningJob started = running.begin(attempt(), timeout);
          began.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            // its reason is returned
          }
          return running.end(started);
        };
    Future<@Nullable InterruptReason> reason = threads.submit(job);
    assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
    return reason;
  }

  private static Attempt attempt() {
    SourceMessage source = new SourceMessage("m", "queue", 1, null, null, null, null, null);
    return Attempt.ofMessage(
        new RunRecord(UuidV7.next(), "Job", "{}", source, null, 1),
        new Retries.ByPolicy(RetryPolicy.none()),
        false);
  }
}
