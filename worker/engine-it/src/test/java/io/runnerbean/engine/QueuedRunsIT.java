package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static io.runnerbean.engine.FlakyWorker.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import io.runnerbean.engine.store.UuidV7;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queued runs are retried, handed back, fenced and taken over. */
@Timeout(300)
class QueuedRunsIT extends WithFlakyWorker {

  @Test
  @DisplayName("an error of the job that looks like an outage counts as a failure")
  void countsErrorsThatLookLikeAnOutage() throws Exception {
    UUID run = rig.enqueue("Soon", "a", 1, FailureMode.DISK_FULL);
    rig.awaitHistory("succeeded 2");
    assertThat(rig.rows("select run_id from runnerbean.run_attempt"))
        .containsExactly(run.toString());
  }

  @Test
  @DisplayName("an attempt that loses its connection is not counted, up to ten times")
  void limitsLostConnections() throws Exception {
    var _ = rig.enqueue("Once", "a", 9, FailureMode.CUT_CONNECTION);
    await(() ->
        assertThat(
                rig.rows(
                    "select attempt || ' ' || uncounted || ' ' || (due > now()) from runnerbean.job_queue where worker is null"))
            .as("handed back and due in some seconds")
            .containsExactly("0 1 true"));
    assertThat(rig.rows("select 1 from runnerbean.run_attempt")).isEmpty();
    rig.worker.execute("update runnerbean.job_queue set uncounted = 10, due = now()");
    rig.awaitHistory("dead 1");
    assertThat(rig.rows("select 1 from runnerbean.run_attempt")).hasSize(1);
  }

  @Test
  @DisplayName("an attempt that the worker cannot record is not counted, up to ten times")
  void limitsEngineFaults() throws Exception {
    rig.worker.execute(
        """
        create function refuse() returns trigger language plpgsql as $$
          begin raise exception 'it cannot be recorded'; end $$;
        create trigger refuse before insert on runnerbean.run_attempt for each row
          when (new.message = 'no such file') execute function refuse();
        """);
    try {
      UUID run = rig.enqueue("Once", "a", 9, FailureMode.THROW);
      await(() ->
          assertThat(
                  rig.rows(
                      "select attempt || ' ' || uncounted from runnerbean.job_queue where worker is null"))
              .containsExactly("0 1"));
      rig.worker.execute("update runnerbean.job_queue set uncounted = 10, due = now()");
      rig.awaitHistory("dead 1");
      assertThat(
              rig.rows(
                  "select run_id || ' ' || split_part(message, e'\\n', 1) from runnerbean.run_attempt"))
          .containsExactly(run + " ERROR: it cannot be recorded");
      assertThat(rig.rows("select text from note")).isEmpty();
    } finally {
      rig.worker.execute("drop function refuse() cascade");
    }
  }

  @Test
  @DisplayName("a queued run of an unknown type waits for a worker that has its job")
  void keepsUnknownTypes() throws Exception {
    var _ = rig.enqueue("FutureType", "a", 0, FailureMode.THROW);
    var _ = rig.enqueue("Soon", "b", 0, FailureMode.THROW);
    rig.awaitHistory("succeeded 1");
    assertThat(
            rig.rows("select job_type || ' ' || attempt || ' ' || lease from runnerbean.job_queue"))
        .containsExactly("FutureType 0 0");
    rig.worker.execute("update runnerbean.job_queue set job_type = 'Soon'");
    rig.awaitHistory("succeeded 1", "succeeded 1");
  }

  @Test
  @DisplayName("an attempt that has lost its lease commits nothing")
  void fences() throws Exception {
    var _ = rig.enqueue("Pausing", "a", 1, FailureMode.PAUSE);
    assertThat(rig.pausing.running.await(60, TimeUnit.SECONDS)).isTrue();
    rig.worker.execute(
        "update runnerbean.job_queue set lease = lease + 1, worker = 'another', leased_until = now() + interval '1 hour'");
    rig.pausing.proceed.countDown();
    await(() ->
        assertThat(
                rig.rows(
                    "select pid || ' ' || query from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()"))
            .isEmpty());
    assertThat(rig.rows("select text from note")).isEmpty();
    assertThat(rig.rows("select state from runnerbean.run where state <> 'queued'")).isEmpty();
    assertThat(rig.rows("select worker from runnerbean.job_queue")).containsExactly("another");
  }

  @Test
  @DisplayName("a run whose worker was lost is taken over with its attempt counted")
  void takesOver() throws Exception {
    rig.worker.execute(
        """
        insert into runnerbean.job_queue
          (run_id, job_type, payload, due, attempt, receive_count, lease, worker, leased_until)
        values ('%s', 'Soon', '%s', now(), 1, 1, 7, 'gone/1', now() - interval '1 second')
        """
            .formatted(UuidV7.next(), body("a", 1, FailureMode.THROW)));
    rig.awaitHistory("succeeded 2");
    assertThat(rig.rows("select message from runnerbean.run_attempt"))
        .containsExactly("the lease of worker gone/1 expired");
  }
}
