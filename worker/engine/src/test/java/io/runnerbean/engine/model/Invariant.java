package io.runnerbean.engine.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** What must hold at every moment. */
enum Invariant {
  NOTHING_LOST("a message is in SQS, or its run is queued, or has ended"),
  NOTHING_DOUBLED("what a job writes is committed once"),
  ENDED_ONCE("a run that has succeeded is not dead too"),
  ROWS_AGREE("a run is queued exactly if the queue has it"),
  ASKERS_ALONE("of the deliveries that ask, two never run the same message at once"),
  NOBODY_ROBBED("no attempt counts as failed while its worker has a valid lease");

  private final String words;

  Invariant(String words) {
    this.words = words;
  }

  static Optional<Invariant> brokenIn(State state) {
    return Arrays.stream(values()).filter(invariant -> !invariant.holdsIn(state)).findFirst();
  }

  @Override
  public String toString() {
    return words;
  }

  private boolean holdsIn(State state) {
    return this == ASKERS_ALONE
        ? IntStream.range(0, state.messages().size())
            .allMatch(message -> state.askers(message) <= 1)
        : state.messages().stream().allMatch(this::holdsFor);
  }

  private boolean holdsFor(MessageState message) {
    boolean isQueued = !(message.queue() instanceof QueueRow.None);
    return switch (this) {
      case NOTHING_LOST -> message.inSqs() || message.hasEnded() || isQueued;
      case NOTHING_DOUBLED -> message.effects() <= 1;
      case ENDED_ONCE -> message.effects() == 0 || !message.dead();
      case ROWS_AGREE -> isQueued == (message.run() == RunRow.QUEUED);
      case NOBODY_ROBBED -> !message.robbed();
      case ASKERS_ALONE -> true;
    };
  }
}
