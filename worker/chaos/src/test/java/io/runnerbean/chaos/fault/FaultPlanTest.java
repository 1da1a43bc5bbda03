package io.runnerbean.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.chaos.fault.Fault.Kill;
import io.runnerbean.chaos.fault.FaultPlan.TimedFault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aSeedRepeatsEverything() {
    FaultPlan plan = FaultPlan.of(7, HOUR);
    assertThat(FaultPlan.of(7, HOUR)).isEqualTo(plan);
    assertThat(lives(FaultPlan.of(7, HOUR))).isEqualTo(lives(plan));
    assertThat(clockErrors(FaultPlan.of(7, HOUR))).isEqualTo(clockErrors(plan));
    assertThat(FaultPlan.of(8, HOUR).faults()).isNotEqualTo(plan.faults());
    assertThat(lives(FaultPlan.of(8, HOUR))).isNotEqualTo(lives(plan));
  }

  @Test
  void inTheLongRunAllHappensToAll() {
    FaultPlan plan = FaultPlan.of(1, HOUR);
    assertThat(plan.faults())
        .extracting(timed -> timed.fault().kind())
        .contains(FaultKind.values());
    assertThat(lives(plan)).extracting(ProcessLifetime::whileStarting).contains(true, false);
    assertThat(lives(plan).stream().filter(life -> life.end() instanceof Kill).count())
        .as("most are killed, not stopped")
        .isBetween(60L, 99L);
    assertThat(clockErrors(plan)).contains(Duration.ZERO, Duration.ofHours(2));
  }

  @Test
  void oneTroublePassesBeforeTheNextBegins() {
    Duration free = Duration.ZERO;
    for (TimedFault timed : FaultPlan.of(1, HOUR).faults()) {
      assertThat(timed.at()).isGreaterThan(free);
      free = timed.at().plus(timed.fault().lasts());
    }
  }

  private static List<ProcessLifetime> lives(FaultPlan plan) {
    return starts().map(start -> plan.life(TargetProcess.FIRST_WORKER, start)).toList();
  }

  private static List<Duration> clockErrors(FaultPlan plan) {
    return starts().map(start -> plan.clockError(TargetProcess.FIRST_WORKER, start)).toList();
  }

  private static Stream<Integer> starts() {
    return Stream.iterate(1, start -> start + 1).limit(100);
  }
}
