package io.runnerbean.dev.chaos.fault;

import io.runnerbean.dev.chaos.fault.Fault.Kill;
import io.runnerbean.dev.chaos.fault.Fault.Spell;
import io.runnerbean.dev.chaos.fault.Fault.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Everything that goes wrong in a run, and when: the same for the same seed.
 *
 * @param ends who ends and how, at random points
 * @param spells one after the other, while processes end
 */
public record FaultPlan(long seed, List<TimedFault> ends, List<TimedFault> spells) {

  private static final int SHORTEST_GAP = 100;
  private static final int LONGEST_GAP = 2400;
  private static final int SHORTEST_SPELL = 500;
  private static final int LONGEST_SPELL = 5000;

  /** Of six processes that end, one is told to; the others are killed. */
  private static final int TOLD = 6;

  private static final List<Duration> CLOCK_ERRORS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(40),
          Duration.ofSeconds(-40),
          Duration.ofHours(2),
          Duration.ofHours(-2));

  public FaultPlan {
    ends = List.copyOf(ends);
    spells = List.copyOf(spells);
  }

  /** For a run of this length. */
  public static FaultPlan of(long seed, Duration length) {
    SplittableRandom random = new SplittableRandom(seed);
    return new FaultPlan(seed, ends(random.split(), length), spells(random.split(), length));
  }

  /** How wrong the clock of a process is, that is started for the so manieth time. */
  public Duration clockError(Victim victim, int start) {
    SplittableRandom random = new SplittableRandom(seed + 31L * start + victim.name().hashCode());
    return oneOf(random, CLOCK_ERRORS);
  }

  private static List<TimedFault> ends(SplittableRandom random, Duration length) {
    List<TimedFault> ends = new ArrayList<>();
    Duration at = gap(random);
    while (at.compareTo(length) < 0) {
      Victim victim = oneOf(random, List.of(Victim.values()));
      ends.add(new TimedFault(at, random.nextInt(TOLD) == 0 ? new Stop(victim) : new Kill(victim)));
      at = at.plus(gap(random));
    }
    return ends;
  }

  private static List<TimedFault> spells(SplittableRandom random, Duration length) {
    List<TimedFault> spells = new ArrayList<>();
    Duration at = gap(random);
    while (at.compareTo(length) < 0) {
      Duration lasts = millis(random, SHORTEST_SPELL, LONGEST_SPELL);
      spells.add(new TimedFault(at, new Spell(oneOf(random, List.of(Trouble.values())), lasts)));
      at = at.plus(lasts).plus(gap(random));
    }
    return spells;
  }

  private static Duration gap(SplittableRandom random) {
    return millis(random, SHORTEST_GAP, LONGEST_GAP);
  }

  private static Duration millis(SplittableRandom random, int least, int most) {
    return Duration.ofMillis(random.nextInt(least, most));
  }

  private static <T> T oneOf(SplittableRandom random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
