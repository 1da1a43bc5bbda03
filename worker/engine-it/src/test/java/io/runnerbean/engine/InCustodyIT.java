package io.runnerbean.engine;

import static io.runnerbean.engine.CustodyRig.await;
import static io.runnerbean.engine.CustodyRig.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.CustodyJobs.Way;
import io.runnerbean.engine.message.TimeOrderedIds;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of runs that are in custody already. */
@Timeout(300)
class InCustodyIT extends WithCustodyRig {

  @Test
  @DisplayName("in custody, too, what the database cannot do is no attempt")
  void countsNoOutageInCustody() throws Exception {
    UUID run = rig.admit("Once", "a", 1, Way.DISK_FULL);
    await(() ->
        assertThat(
                rig.rows(
                    "select lease from runnerbean.job_queue where worker is null and due > now()"))
            .as("handed back, to be tried again in some seconds")
            .containsExactly("1"));
    assertThat(rig.rows("select attempt from runnerbean.job_queue")).containsExactly("0");
    assertThat(rig.rows("select attempt from runnerbean.job_attempt")).isEmpty();
    rig.worker.execute(
        "update runnerbean.job_queue set due = now(), payload = '" + body("a", 0, Way.THROW) + "'");
    await(() ->
        assertThat(rig.rows("select run_id || ' ' || attempt from runnerbean.job_run"))
            .containsExactly(run + " 1"));
  }

  @Test
  @DisplayName("a run in custody whose job type is unknown waits for a deploy that knows it")
  void keepsUnknownTypes() throws Exception {
    var _ = rig.admit("Tomorrows", "a", 0, Way.THROW);
    await(() ->
        assertThat(rig.rows("select error_class from runnerbean.job_attempt"))
            .containsExactly("io.runnerbean.engine.registry.UnknownJobTypeException"));
    rig.worker.execute("update runnerbean.job_queue set due = now(), job_type = 'Soon'");
    await(() ->
        assertThat(rig.rows("select attempt from runnerbean.job_run where state = 'succeeded'"))
            .containsExactly("2"));
  }

  @Test
  @DisplayName("whoever has lost its lease commits nothing")
  void fences() throws Exception {
    var _ = rig.admit("Pausing", "a", 1, Way.PAUSE);
    assertThat(rig.pausing.running.await(60, TimeUnit.SECONDS)).isTrue();
    rig.worker.execute(
        "update runnerbean.job_queue set lease = lease + 1, worker = 'another', leased_until = now() + interval '1 hour'");
    rig.pausing.goOn.countDown();
    await(() ->
        assertThat(
                rig.rows(
                    "select 1 from pg_stat_activity where datname = current_database() and state like 'idle in%'"))
            .isEmpty());
    assertThat(rig.rows("select text from note")).isEmpty();
    assertThat(rig.rows("select state from runnerbean.job_run")).isEmpty();
    assertThat(rig.rows("select worker from runnerbean.job_queue")).containsExactly("another");
  }

  @Test
  @DisplayName("a run whose worker vanished is taken over, and the attempt counts")
  void takesOver() throws Exception {
    rig.worker.execute(
        """
        insert into runnerbean.job_queue
          (run_id, job_type, payload, due, attempt, receive_count, lease, worker, leased_until)
        values ('%s', 'Soon', '%s', now(), 1, 1, 7, 'gone/1', now() - interval '1 second')
        """
            .formatted(TimeOrderedIds.next(), body("a", 1, Way.THROW)));
    rig.awaitHistory("succeeded 2");
    assertThat(rig.rows("select message from runnerbean.job_attempt"))
        .containsExactly("the worker gone/1 let its lease lapse");
  }
}
