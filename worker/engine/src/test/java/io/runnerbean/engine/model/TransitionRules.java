package io.runnerbean.engine.model;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All possible next steps of all workers. */
record TransitionRules(Deliveries deliveries, Leases leases) {

  static TransitionRules with(Set<Guard> guards) {
    return new TransitionRules(new Deliveries(guards), new Leases(guards));
  }

  Stream<Step> steps(State state) {
    return IntStream.range(0, state.workers().size())
        .boxed()
        .flatMap(worker ->
            IntStream.range(0, state.messages().size())
                .mapToObj(message -> new Transition(state, worker, message)))
        .filter(from -> !from.isElsewhere())
        .flatMap(this::steps);
  }

  private Stream<Step> steps(Transition from) {
    return Stream.of(deliveries.of(from), leases.of(from), killed(from)).flatMap(steps -> steps);
  }

  /** Uncommitted work is lost. Leases remain until they expire. */
  private static Stream<Step> killed(Transition from) {
    return from.activity() instanceof Activity.Idle
        ? Stream.empty()
        : Stream.of(from.step(Action.CRASH, new Activity.Idle()));
  }
}
