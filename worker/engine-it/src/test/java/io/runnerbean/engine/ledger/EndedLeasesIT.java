package io.runnerbean.engine.ledger;

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
    LeasedRun first = here.claim("Job", 1).getFirst();
    assertThat(first.facts().attempt()).isEqualTo(1);
    inTransaction(connection -> queue.handBack(connection, first, Duration.ZERO));
    LeasedRun second = there.claim("Job", 1).getFirst();
    assertThat(second.facts().attempt()).isEqualTo(1);
    inTransaction(connection -> queue.postpone(connection, second, Duration.ZERO));
    assertThat(here.claim("Job", 1).getFirst().facts().attempt()).isEqualTo(2);
  }

  @Test
  void severalRunsEndTogetherOrNotAtAll() throws Exception {
    add(Duration.ZERO);
    add(Duration.ZERO);
    List<LeasedRun> both = here.claim("Job", 2);
    inTransaction(connection -> queue.handBack(connection, both.getLast(), Duration.ZERO));
    LeasedRun again = there.claim("Job", 1).getFirst();
    assertThatThrownBy(
            () -> inTransaction(connection -> end(connection, both.getFirst(), both.getLast())))
        .isInstanceOf(LostLeaseException.class);
    assertThat(here.renew(List.of(both.getFirst()))).as("is still in custody").hasSize(1);
    inTransaction(connection -> end(connection, both.getFirst(), again));
    assertThat(here.renew(List.of(both.getFirst(), again))).isEmpty();
  }

  @Test
  void aLapsedLeaseIsTakenOverAndFencesItsFormerHolder() throws Exception {
    add(Duration.ZERO);
    LeasedRun lost = new Leases(source, "gone", Duration.ofMillis(-1)).claim("Job", 1).getFirst();
    assertThat(here.claim("Job", 1)).as("it is nobody's to claim").isEmpty();
    Leases.Lapsed taken = there.takeOver(10).getFirst();
    assertThat(taken.holder()).isEqualTo("gone");
    assertThat(taken.run().facts().attempt()).as("the attempt at hand").isEqualTo(1);
    assertThat(here.takeOver(10)).as("the new lease lasts").isEmpty();
    assertThat(here.renew(List.of(lost))).isEmpty();
    for (JobQueueMove move :
        List.<JobQueueMove>of(
            connection -> end(connection, lost),
            connection -> queue.postpone(connection, lost, LONG),
            connection -> queue.handBack(connection, lost, LONG))) {
      assertThatThrownBy(() -> inTransaction(move)).isInstanceOf(LostLeaseException.class);
    }
    assertThat(there.renew(List.of(taken.run()))).containsExactly(lost.facts().runId());
    inTransaction(connection -> end(connection, taken.run()));
    assertThat(there.renew(List.of(taken.run()))).isEmpty();
  }
}
