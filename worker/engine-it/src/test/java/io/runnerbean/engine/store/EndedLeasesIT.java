package io.runnerbean.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lease ends with its run, when it is handed back or when it expires. */
class EndedLeasesIT extends WithLeases {

  @Test
  void aClaimBeginsAnAttemptAndAHandBackUndoesIt() throws Exception {
    add(Duration.ZERO);
    ClaimedRun first = claim(here, "Job", 1).getFirst();
    assertThat(first.run().attempt()).isEqualTo(1);
    inTransaction(connection -> queue.handBack(connection, first, Duration.ZERO, WorkerPool.QUEUE));
    ClaimedRun second = claim(there, "Job", 1).getFirst();
    assertThat(second.run().attempt()).isEqualTo(1);
    inTransaction(connection -> queue.retry(connection, second, Duration.ZERO, WorkerPool.QUEUE));
    assertThat(claim(here, "Job", 1).getFirst().run().attempt()).isEqualTo(2);
  }

  @Test
  void severalRunsEndTogetherOrNotAtAll() throws Exception {
    add(Duration.ZERO);
    add(Duration.ZERO);
    List<ClaimedRun> both = claim(here, "Job", 2);
    inTransaction(
        connection -> queue.handBack(connection, both.getLast(), Duration.ZERO, WorkerPool.QUEUE));
    ClaimedRun again = claim(there, "Job", 1).getFirst();
    assertThatThrownBy(
            () -> inTransaction(connection -> end(connection, both.getFirst(), both.getLast())))
        .isInstanceOf(LostLeaseException.class);
    assertThat(renew(here, List.of(both.getFirst()))).as("the run is still queued").hasSize(1);
    inTransaction(connection -> end(connection, both.getFirst(), again));
    assertThat(renew(here, List.of(both.getFirst(), again))).isEmpty();
  }

  @Test
  void anExpiredLeaseIsTakenOverAndFencesItsFormerHolder() throws Exception {
    add(Duration.ZERO);
    ClaimedRun lost = claim(new JobClaims("gone", Duration.ofMillis(-1)), "Job", 1).getFirst();
    assertThat(claim(here, "Job", 1)).as("an expired lease cannot be claimed").isEmpty();
    JobClaims.Expired taken = takeOver(there, 10).getFirst();
    assertThat(taken.holder()).isEqualTo("gone");
    assertThat(taken.run().run().attempt()).as("the current attempt").isEqualTo(1);
    assertThat(takeOver(here, 10)).as("the new lease is valid").isEmpty();
    assertThat(renew(here, List.of(lost))).isEmpty();
    for (JobQueueChange change :
        List.<JobQueueChange>of(
            connection -> end(connection, lost),
            connection -> CLAIMED.finish(connection, lost, SUCCESS),
            connection -> CLAIMED.finishAndCommit(connection, lost, SUCCESS),
            connection -> queue.retry(connection, lost, LONG, WorkerPool.QUEUE),
            connection -> queue.handBack(connection, lost, LONG, WorkerPool.QUEUE))) {
      assertThatThrownBy(() -> inTransaction(change)).isInstanceOf(LostLeaseException.class);
    }
    assertThat(renew(there, List.of(taken.run()))).containsExactly(lost.run().id());
    inTransaction(connection -> CLAIMED.finishAndCommit(connection, taken.run(), SUCCESS));
    assertThat(renew(there, List.of(taken.run()))).isEmpty();
  }
}
