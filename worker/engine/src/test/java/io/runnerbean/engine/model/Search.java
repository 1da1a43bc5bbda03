package io.runnerbean.engine.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Visits every reachable state, by the fewest steps. */
final class Search {

  private final Map<State, @Nullable Arrival> reached = new LinkedHashMap<>();
  private final Map<State, List<State>> before = new HashMap<>();
  private final TransitionRules rules;

  Search(Set<Guard> guards) {
    this.rules = TransitionRules.with(guards);
  }

  /** The step by which a state was reached first. */
  private record Arrival(State from, Step by) {}

  /** The path to a state that breaks an invariant. */
  record Counterexample(Invariant broken, List<Step> steps) {

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("broken: " + broken + "\n");
      steps.forEach(step -> text.append("  ").append(step).append('\n'));
      return text.toString();
    }
  }

  /** Returns the shortest or nothing if every invariant holds in every state. */
  Optional<Counterexample> run(State start) {
    Deque<State> next = new ArrayDeque<>(List.of(start));
    reached.put(start, null);
    while (!next.isEmpty()) {
      State state = next.remove();
      Optional<Invariant> broken = Invariant.brokenIn(state);
      if (broken.isPresent()) {
        return Optional.of(new Counterexample(broken.get(), path(state)));
      }
      rules.steps(state).forEach(step -> arrive(state, step, next));
    }
    return Optional.empty();
  }

  int states() {
    return reached.size();
  }

  /** The number of states from which the work can never be finished. */
  int stuck() {
    Deque<State> next =
        new ArrayDeque<>(reached.keySet().stream().filter(State::isFinished).toList());
    Set<State> unstuck = new HashSet<>(next);
    while (!next.isEmpty()) {
      for (State earlier : before.getOrDefault(next.remove(), List.of())) {
        if (unstuck.add(earlier)) {
          next.add(earlier);
        }
      }
    }
    return reached.size() - unstuck.size();
  }

  private void arrive(State from, Step step, Deque<State> next) {
    before.computeIfAbsent(step.to(), _ -> new ArrayList<>()).add(from);
    if (!reached.containsKey(step.to())) {
      reached.put(step.to(), new Arrival(from, step));
      next.add(step.to());
    }
  }

  private List<Step> path(State to) {
    List<Step> steps = new ArrayList<>();
    for (Arrival last = reached.get(to); last != null; last = reached.get(last.from())) {
      steps.addFirst(last.by());
    }
    return steps;
  }
}
