package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static io.runnerbean.engine.FlakyWorker.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.RunCanceller.Result;
import io.runnerbean.engine.store.UuidV7;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator cancels direct, leased, waiting and abandoned runs. */
@Timeout(300)
class CancelIT extends WithFlakyWorker {

  @ParameterizedTest(name = "a worker interrupts a direct job that is cancelled: {0}")
  @EnumSource(names = {"SLEEP_IN_POSTGRES", "IGNORE_INTERRUPT"})
  void interruptsADirectJob(FailureMode mode) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> answer = threads.submit(() -> rig.deliver("Soon", "a", 9, mode));
      UUID run = awaitRunning("Soon 1");
      assertThat(cancel(run)).isInstanceOf(Result.Requested.class);
      assertThat(answer.get().statusCode()).isEqualTo(200);
      assertThat(answer.get().body()).contains("\"state\":\"cancelled\"");
    }
    assertCancelled("cancelled 1 an operator cancelled it");
    assertThat(rig.deliver("Soon", "a", 0, mode).body()).contains("duplicate");
    await(() -> assertThat(rig.rows("select run_id from runnerbean.worker_run")).isEmpty());
  }

  @Test
  @DisplayName("a worker interrupts a leased job that is cancelled")
  void interruptsALeasedJob() throws Exception {
    UUID run = rig.enqueue("Soon", "a", 9, FailureMode.SLEEP_IN_POSTGRES);
    assertThat(awaitRunning("Soon 1")).isEqualTo(run);
    assertThat(cancel(run)).isInstanceOf(Result.Requested.class);
    rig.awaitHistory("cancelled 1");
    assertCancelled("cancelled 1 an operator cancelled it");
    assertThat(cancel(run)).isEqualTo(new Result.NotActive());
  }

  @Test
  @DisplayName("a waiting run that is cancelled never starts")
  void cancelsAWaitingRun() throws Exception {
    UUID run = FlakyWorker.run(rig.deliver("Default", "a", 9, FailureMode.THROW));
    assertThat(cancel(run)).isEqualTo(new Result.Ended());
    assertCancelled("cancelled 1 an operator cancelled it while it waited");
  }

  @Test
  @DisplayName("a cancelled run does not start again if its worker hands it back or is lost")
  void doesNotRestartACancelledRun() throws Exception {
    insertCancelled("null, null");
    insertCancelled("'gone/1', now() - interval '1 second'");
    rig.awaitHistory("cancelled 2", "cancelled 1");
    assertThat(rig.rows("select text from note")).isEmpty();
    assertThat(rig.rows("select 1 from runnerbean.run_attempt")).isEmpty();
  }

  @Test
  @DisplayName("the report of a lost worker is ignored after 15 s")
  void ignoresOldReports() throws Exception {
    UUID gone = UuidV7.next();
    rig.worker.execute(
        """
        insert into runnerbean.worker_run (run_id, job_type, worker, attempt, started_at, seen_at)
        values ('%s', 'Gone', 'gone/1', 1, now(), now() - interval '16 seconds')
        """
            .formatted(gone));
    assertThat(cancel(gone)).isEqualTo(new Result.NotActive());
    UUID run = rig.enqueue("Soon", "a", 9, FailureMode.SLEEP_IN_POSTGRES);
    assertThat(awaitRunning("Soon 1")).isEqualTo(run);
    assertThat(cancel(run)).isInstanceOf(Result.Requested.class);
    rig.awaitHistory("cancelled 1");
  }

  @Test
  void doesNotFindAnUnknownRun() throws Exception {
    assertThat(cancel(UuidV7.next())).isEqualTo(new Result.NotActive());
  }

  private UUID awaitRunning(String typeAndAttempt) throws Exception {
    String running = "from runnerbean.worker_run where worker <> 'gone/1'";
    await(() ->
        assertThat(rig.rows("select job_type || ' ' || attempt " + running))
            .containsExactly(typeAndAttempt));
    return UUID.fromString(rig.rows("select run_id " + running).getFirst());
  }

  private Result cancel(UUID run) throws Exception {
    return new Administration(postgres.database().source()).canceller("a test").cancel(run);
  }

  private void assertCancelled(String run) throws Exception {
    assertThat(rig.rows("select state || ' ' || attempt || ' ' || reason from runnerbean.run"))
        .containsExactly(run);
    assertThat(rig.rows("select text from note")).isEmpty();
    assertThat(rig.rows("select 1 from runnerbean.job_queue")).isEmpty();
    assertThat(rig.rows("select 1 from runnerbean.dead_letter")).isEmpty();
  }

  private void insertCancelled(String workerAndLease) throws Exception {
    rig.worker.execute(
        """
        insert into runnerbean.job_queue
          (run_id, job_type, payload, due, attempt, receive_count, cancelled, worker, leased_until)
        values ('%s', 'Soon', '%s', now(), 1, 1, true, %s)
        """
            .formatted(UuidV7.next(), body("a", 0, FailureMode.THROW), workerAndLease));
  }
}
