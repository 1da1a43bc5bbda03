package io.runnerbean.engine;

import static io.runnerbean.engine.CustodyRig.await;
import static io.runnerbean.engine.CustodyRig.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.CustodyJobs.Way;
import io.runnerbean.engine.control.Cancellation;
import io.runnerbean.engine.control.Cancellation.Answer;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.KeptPayloads;
import io.runnerbean.engine.message.TimeOrderedIds;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person ends runs, on a connection of their own, whichever worker has them. */
@Timeout(300)
class CancelIT extends WithCustodyRig {

  @ParameterizedTest(name = "a direct job that does {0} is interrupted, and ends as cancelled")
  @EnumSource(names = {"SLEEP_IN_POSTGRES", "HEED_NOTHING"})
  void endsADirectJob(Way way) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> answer = threads.submit(() -> rig.deliver("Soon", "a", 9, way));
      UUID run = awaitRunning("Soon 1");
      assertThat(cancel(run)).isInstanceOf(Answer.Told.class);
      assertThat(answer.get().statusCode()).isEqualTo(200);
      assertThat(answer.get().body()).contains("\"state\":\"cancelled\"");
    }
    assertCancelled("cancelled 1 a person cancelled it");
    assertThat(rig.deliver("Soon", "a", 0, way).body()).contains("settled");
    await(() -> assertThat(rig.rows("select run_id from runnerbean.worker_run")).isEmpty());
  }

  @Test
  @DisplayName("a leased job is interrupted by the worker that has it")
  void endsALeasedJob() throws Exception {
    UUID run = rig.admit("Soon", "a", 9, Way.SLEEP_IN_POSTGRES);
    assertThat(awaitRunning("Soon 1")).isEqualTo(run);
    assertThat(cancel(run)).isInstanceOf(Answer.Told.class);
    rig.awaitHistory("cancelled 1");
    assertCancelled("cancelled 1 a person cancelled it");
    assertThat(cancel(run)).isEqualTo(new Answer.NotThere());
  }

  @Test
  @DisplayName("a run that waits never starts")
  void endsAWaitingRun() throws Exception {
    UUID run = CustodyRig.run(rig.deliver("Default", "a", 9, Way.THROW));
    assertThat(cancel(run)).isEqualTo(new Answer.Ended());
    assertCancelled("cancelled 1 a person cancelled it while it waited");
  }

  @Test
  @DisplayName("a run that its worker handed back, or died with, after it was cancelled is not run")
  void endsWhatWasCancelledAndLeft() throws Exception {
    leave("null, null");
    leave("'gone/1', now() - interval '1 second'");
    rig.awaitHistory("cancelled 2", "cancelled 1");
    assertThat(rig.rows("select text from note")).isEmpty();
    assertThat(rig.rows("select 1 from runnerbean.job_attempt")).isEmpty();
  }

  @Test
  @DisplayName("what a killed worker told is not believed for long")
  void forgetsKilledWorkers() throws Exception {
    UUID gone = TimeOrderedIds.next();
    rig.worker.execute(
        """
        insert into runnerbean.worker_run (run_id, job_type, worker, attempt, started_at, seen_at)
        values ('%s', 'Gone', 'gone/1', 1, now(), now() - interval '16 seconds')
        """
            .formatted(gone));
    assertThat(cancel(gone)).isEqualTo(new Answer.NotThere());
    UUID run = rig.admit("Soon", "a", 9, Way.SLEEP_IN_POSTGRES);
    assertThat(awaitRunning("Soon 1")).isEqualTo(run);
    assertThat(cancel(run)).isInstanceOf(Answer.Told.class);
    rig.awaitHistory("cancelled 1");
  }

  @Test
  void knowsNoOtherRun() throws Exception {
    assertThat(cancel(TimeOrderedIds.next())).isEqualTo(new Answer.NotThere());
  }

  private UUID awaitRunning(String typeAndAttempt) throws Exception {
    String running = "from runnerbean.worker_run";
    await(() ->
        assertThat(rig.rows("select job_type || ' ' || attempt " + running))
            .containsExactly(typeAndAttempt));
    return UUID.fromString(rig.rows("select run_id " + running).getFirst());
  }

  private Answer cancel(UUID run) throws Exception {
    try (Connection connection = postgres.database().connect()) {
      return new Cancellation(new History("a test", KeptPayloads.FAILED)).cancel(connection, run);
    }
  }

  private void assertCancelled(String run) throws Exception {
    assertThat(rig.rows("select state || ' ' || attempt || ' ' || reason from runnerbean.job_run"))
        .containsExactly(run);
    assertThat(rig.rows("select text from note")).isEmpty();
    assertThat(rig.rows("select 1 from runnerbean.job_queue")).isEmpty();
    assertThat(rig.rows("select 1 from runnerbean.dead_letter")).isEmpty();
  }

  private void leave(String workerAndLease) throws Exception {
    rig.worker.execute(
        """
        insert into runnerbean.job_queue
          (run_id, job_type, payload, due, attempt, receive_count, cancelled, worker, leased_until)
        values ('%s', 'Soon', '%s', now(), 1, 1, true, %s)
        """
            .formatted(TimeOrderedIds.next(), body("a", 0, Way.THROW), workerAndLease));
  }
}
