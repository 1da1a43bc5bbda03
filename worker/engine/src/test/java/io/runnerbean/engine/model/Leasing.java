package io.runnerbean.engine.model;

import java.util.Set;
import java.util.stream.Stream;

/** What can happen to runs in custody. */
record Leasing(Set<Guard> guards) {

  private static final int MOST_ATTEMPTS = 2;

  Stream<Step> of(Turn turn) {
    return Stream.concat(lapsed(turn), chosen(turn));
  }

  /** Whether the worker hangs, or was killed: its lease does not know. */
  private static Stream<Step> lapsed(Turn turn) {
    return turn.fate().custody().equals(new Custody.Leased(turn.worker(), false))
        ? Stream.of(
            turn.step(Action.LAPSE, leased(turn.fate(), turn.worker(), true), turn.activity()))
        : Stream.empty();
  }

  private Stream<Step> chosen(Turn turn) {
    return switch (turn.activity()) {
      case Activity.Idle() -> begun(turn);
      case Activity.Attempt(int _, boolean holds) -> worked(turn, holds);
      case Activity.TakenOver(int _, boolean holds) ->
          Stream.of(failed(Action.VANISHED, turn, holds));
      default -> Stream.empty();
    };
  }

  private Stream<Step> begun(Turn turn) {
    Fate fate = turn.fate();
    return switch (fate.custody()) {
      case Custody.None() -> Stream.empty();
      case Custody.Waiting() -> {
        Fate claimed = fate.in(new Custody.Leased(turn.worker(), false), fate.attempt() + 1);
        yield Stream.of(
            turn.voiding(Action.CLAIM, claimed, new Activity.Attempt(turn.message(), true)));
      }
      case Custody.Leased(int holder, boolean lapsed)
          when lapsed || !guards.contains(Guard.REAPERS_WAIT) -> {
        boolean lives =
            turn.state().worker(holder).equals(new Activity.Attempt(turn.message(), true));
        Fate taken = leased(lives && !lapsed ? fate.wronged() : fate, turn.worker(), false);
        yield Stream.of(
            turn.voiding(Action.TAKE_OVER, taken, new Activity.TakenOver(turn.message(), true)));
      }
      case Custody.Leased _ -> Stream.empty();
    };
  }

  private Stream<Step> worked(Turn turn, boolean holds) {
    Stream<Step> ended =
        Stream.of(
            finished(turn, holds), failed(Action.RETRY, turn, holds), handedBack(turn, holds));
    return holds && turn.fate().custody().equals(new Custody.Leased(turn.worker(), true))
        ? Stream.concat(ended, Stream.of(renewed(turn)))
        : ended;
  }

  private Step finished(Turn turn, boolean holds) {
    return mayEnd(holds)
        ? turn.voiding(Action.FINISH, turn.fate().written(), new Activity.Idle())
        : turn.step(Action.FINISH, new Activity.Idle());
  }

  private Step failed(Action action, Turn turn, boolean holds) {
    Fate fate = turn.fate();
    if (!mayEnd(holds) || fate.custody() instanceof Custody.None) {
      return turn.step(action, new Activity.Idle());
    }
    Fate next =
        fate.attempt() < MOST_ATTEMPTS
            ? fate.in(new Custody.Waiting(), fate.attempt())
            : fate.died();
    return turn.voiding(action, next, new Activity.Idle());
  }

  private static Step handedBack(Turn turn, boolean holds) {
    Fate fate = turn.fate();
    return holds
        ? turn.voiding(
            Action.HAND_BACK,
            fate.in(new Custody.Waiting(), fate.attempt() - 1),
            new Activity.Idle())
        : turn.step(Action.HAND_BACK, new Activity.Idle());
  }

  private static Step renewed(Turn turn) {
    return turn.step(Action.RENEW, leased(turn.fate(), turn.worker(), false), turn.activity());
  }

  private boolean mayEnd(boolean holds) {
    return holds || !guards.contains(Guard.FENCE);
  }

  private static Fate leased(Fate fate, int worker, boolean lapsed) {
    return fate.in(new Custody.Leased(worker, lapsed), fate.attempt());
  }
}
