package io.runnerbean.dev.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.dev.chaos.fault.Fault.Kill;
import io.runnerbean.dev.chaos.fault.Fault.Spell;
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
    assertThat(FaultPlan.of(8, HOUR).ends()).isNotEqualTo(plan.ends());
    assertThat(clockErrors(FaultPlan.of(7, HOUR))).isEqualTo(clockErrors(plan));
  }

  @Test
  void inTheLongRunAllHappensToAll() {
    FaultPlan plan = FaultPlan.of(1, HOUR);
    assertThat(plan.ends().stream().filter(end -> end.fault() instanceof Kill))
        .extracting(end -> ((Kill) end.fault()).victim())
        .contains(Victim.values())
        .hasSizeGreaterThan(1500);
    assertThat(plan.spells())
        .extracting(spell -> ((Spell) spell.fault()).trouble())
        .contains(Trouble.values());
    assertThat(clockErrors(plan)).contains(Duration.ZERO, Duration.ofHours(2));
  }

  @Test
  void oneTroublePassesBeforeTheNextBegins() {
    Duration free = Duration.ZERO;
    for (TimedFault spell : FaultPlan.of(1, HOUR).spells()) {
      assertThat(spell.at()).isGreaterThan(free);
      free = spell.at().plus(((Spell) spell.fault()).lasts());
    }
  }

  private static List<Duration> clockErrors(FaultPlan plan) {
    return Stream.iterate(1, start -> start + 1)
        .limit(50)
        .map(start -> plan.clockError(Victim.FIRST_WORKER, start))
        .toList();
  }
}
