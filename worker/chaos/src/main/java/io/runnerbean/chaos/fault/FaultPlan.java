package io.runnerbean.chaos.fault;

import io.runnerbean.chaos.fault.Fault.Spell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Everything that goes wrong in a run, and when: the same for the same seed.
 *
 * @param length how long things go wrong
 * @param spells one after the other, while processes end
 */
public record FaultPlan(long seed, Duration length, List<TimedSpell> spells) {

  private static final int SHORTEST_GAP = 100;
  private static final int LONGEST_GAP = 5000;
  private static final int SHORTEST_SPELL = 500;
  private static final int LONGEST_SPELL = 4000;
  private static final int LONGEST_START = 1000;
  private static final int LONGEST_LIFE = 8000;

  /** Of so many processes one is told to end; the others are killed. */
  private static final int TOLD = 6;

  /** Of so many processes one ends while it starts. */
  private static final int STARTING = 6;

  private static final List<Duration> CLOCK_ERRORS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(40),
          Duration.ofSeconds(-40),
          Duration.ofHours(2),
          Duration.ofHours(-2));

  public FaultPlan {
    spells = List.copyOf(spells);
  }

  /**
   * Trouble and its time.
   *
   * @param at since the faults began
   */
  public record TimedSpell(Duration at, Spell spell) {}

  /** For a run of this length. */
  public static FaultPlan of(long seed, Duration length) {
    return new FaultPlan(seed, length, spells(new SplittableRandom(seed), length));
  }

  /** When and how a process ends, that is started for the so manieth time. */
  public Life life(Victim victim, int start) {
    SplittableRandom random = of(victim, start);
    Fault.End end = random.nextInt(TOLD) == 0 ? new Fault.Stop(victim) : new Fault.Kill(victim);
    boolean starting = random.nextInt(STARTING) == 0;
    return new Life(starting, millis(random, 0, starting ? LONGEST_START : LONGEST_LIFE), end);
  }

  /** How wrong its clock is. */
  public Duration clockError(Victim victim, int start) {
    return oneOf(of(victim, start).split(), CLOCK_ERRORS);
  }

  private SplittableRandom of(Victim victim, int start) {
    return new SplittableRandom(31 * (31 * seed + start) + victim.name().hashCode());
  }

  private static List<TimedSpell> spells(SplittableRandom random, Duration length) {
    List<TimedSpell> spells = new ArrayList<>();
    Duration at = millis(random, SHORTEST_GAP, LONGEST_GAP);
    while (at.compareTo(length) < 0) {
      Duration lasts = millis(random, SHORTEST_SPELL, LONGEST_SPELL);
      spells.add(new TimedSpell(at, new Spell(oneOf(random, List.of(Trouble.values())), lasts)));
      at = at.plus(lasts).plus(millis(random, SHORTEST_GAP, LONGEST_GAP));
    }
    return spells;
  }

  private static Duration millis(SplittableRandom random, int least, int most) {
    return Duration.ofMillis(random.nextInt(least, most));
  }

  private static <T> T oneOf(SplittableRandom random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
