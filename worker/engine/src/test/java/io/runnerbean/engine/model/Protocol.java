package io.runnerbean.engine.model;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All that can happen next, whoever does it. */
record Protocol(Deliveries deliveries, Leasing leasing) {

  static Protocol with(Set<Guard> guards) {
    return new Protocol(new Deliveries(guards), new Leasing(guards));
  }

  Stream<Step> steps(State state) {
    return IntStream.range(0, state.workers().size())
        .boxed()
        .flatMap(worker ->
            IntStream.range(0, state.messages().size())
                .mapToObj(message -> new Turn(state, worker, message)))
        .filter(turn -> !turn.isElsewhere())
        .flatMap(this::steps);
  }

  private Stream<Step> steps(Turn turn) {
    return Stream.of(deliveries.of(turn), leasing.of(turn), killed(turn)).flatMap(steps -> steps);
  }

  /** What is not committed is gone; leases stay until they lapse. */
  private static Stream<Step> killed(Turn turn) {
    return turn.activity() instanceof Activity.Idle
        ? Stream.empty()
        : Stream.of(turn.step(Action.CRASH, new Activity.Idle()));
  }
}
