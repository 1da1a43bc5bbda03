package io.runnerbean.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a lease ends: with the run, by handing it back, or by its time. */
class EndedLeasesIT extends WithLeases {

  @Test
  void aClaimBeginsAnAttemptAndHandingItBackUndoesIt() throws Exception {
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
    assertThat(renew(here, List.of(both.getFirst()))).as("is still queued").hasSize(1);
    inTransaction(connection -> end(connection, both.getFirst(), again));
    assertThat(renew(here, List.of(both.getFirst(), again))).isEmpty();
  }

  @Test
  void anExpiredLeaseIsTakenOverAndFencesItsFormerHolder() throws Exception {
    add(Duration.ZERO);
    ClaimedRun lost = claim(new JobClaims("gone", Duration.ofMillis(-1)), "Job", 1).getFirst();
    assertThat(claim(here, "Job", 1)).as("it cannot be claimed").isEmpty();
    JobClaims.Expired taken = takeOver(there, 10).getFirst();
    assertThat(taken.holder()).isEqualTo("gone");
    assertThat(taken.run().run().attempt()).as("the attempt at hand").isEqualTo(1);
    assertThat(takeOver(here, 10)).as("the new lease lasts").isEmpty();
    assertThat(renew(here, List.of(lost))).isEmpty();
    for (JobQueueMove move :
        List.<JobQueueMove>of(
            connection -> end(connection, lost),
            connection -> queue.retry(connection, lost, LONG, WorkerPool.QUEUE),
            connection -> queue.handBack(connection, lost, LONG, WorkerPool.QUEUE))) {
      assertThatThrownBy(() -> inTransaction(move)).isInstanceOf(LostLeaseException.class);
    }
    assertThat(renew(there, List.of(taken.run()))).containsExactly(lost.run().id());
    inTransaction(connection -> end(connection, taken.run()));
    assertThat(renew(there, List.of(taken.run()))).isEmpty();
  }
}
