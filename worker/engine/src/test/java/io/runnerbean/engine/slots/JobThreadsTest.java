package io.runnerbean.engine.slots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@SuppressWarnings("NullAway.Init") // each test starts with its own limits
class JobThreadsTest {

  private static final String DONE = "done";

  private final CountDownLatch proceed = new CountDownLatch(1);
  private JobThreads threads;

  @AfterEach
  void stop() {
    proceed.countDown();
    threads.close();
  }

  @Test
  void refusesATaskAboveTheLimitAtOnce() throws Exception {
    threads = new JobThreads("job-", new LoadLimits(1, 1, 2, Duration.ofMinutes(1)));
    Waiting running = running();
    Waiting first = execute();
    Waiting second = execute();
    assertThat(execute().outcome()).contains("2 requests are waiting already");
    proceed.countDown();
    assertThat(running.outcome()).isEqualTo(DONE);
    assertThat(first.outcome()).isEqualTo(DONE);
    assertThat(second.outcome()).isEqualTo(DONE);
  }

  @Test
  void refusesATaskThatWaitsTooLongAndNeverRunsIt() throws Exception {
    threads = new JobThreads("job-", new LoadLimits(1, 1, 2, Duration.ofSeconds(2)));
    Waiting running = running();
    assertThat(execute().outcome()).contains("No thread became free");
    proceed.countDown();
    assertThat(running.outcome()).isEqualTo(DONE);
    assertThat(execute().outcome()).isEqualTo(DONE);
  }

  private Waiting running() throws InterruptedException {
    Waiting task = execute();
    assertThat(task.began.await(60, TimeUnit.SECONDS)).isTrue();
    return task;
  }

  private Waiting execute() {
    Waiting task = new Waiting();
    threads.execute(task);
    return task;
  }

  /** Keeps a thread until the test lets it proceed. */
  private final class Waiting implements JobThreads.Task {

    private final CountDownLatch began = new CountDownLatch(1);
    private final CompletableFuture<String> outcome = new CompletableFuture<>();

    private String outcome() {
      return outcome.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void run() {
      began.countDown();
      try {
        assertThat(proceed.await(60, TimeUnit.SECONDS)).isTrue();
        outcome.complete(DONE);
      } catch (InterruptedException | AssertionError e) {
        outcome.completeExceptionally(e);
      }
    }

    @Override
    public void refuse(String why) {
      outcome.complete(why);
    }
  }
}
