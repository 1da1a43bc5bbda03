package io.runnerbean.engine.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** A condition that must hold in every state. */
enum Invariant {
  NOTHING_LOST("a message is in SQS, or its run is queued, or has ended"),
  NOTHING_REPEATED("the writes of a job are committed at most once"),
  ENDED_ONCE("a run that has succeeded is not dead too"),
  ROWS_AGREE("a run is queued exactly if the queue has it"),
  ONE_ASKER("two deliveries that have asked never run the same message at once"),
  NO_FALSE_LOSS("no attempt counts as failed while its worker has a valid lease");

  private final String description;

  Invariant(String description) {
    this.description = description;
  }

  static Optional<Invariant> brokenIn(State state) {
    return Arrays.stream(values()).filter(invariant -> !invariant.holdsIn(state)).findFirst();
  }

  @Override
  public String toString() {
    return description;
  }

  private boolean holdsIn(State state) {
    return this == ONE_ASKER
        ? IntStream.range(0, state.messages().size())
            .allMatch(message -> state.askers(message) <= 1)
        : state.messages().stream().allMatch(this::holdsFor);
  }

  private boolean holdsFor(MessageState message) {
    boolean isQueued = !(message.queue() instanceof QueueRow.None);
    return switch (this) {
      case NOTHING_LOST -> message.inSqs() || message.hasEnded() || isQueued;
      case NOTHING_REPEATED -> message.effects() <= 1;
      case ENDED_ONCE -> message.effects() == 0 || !message.dead();
      case ROWS_AGREE -> isQueued == (message.run() == RunRow.QUEUED);
      case NO_FALSE_LOSS -> !message.falselyLost();
      case ONE_ASKER -> true;
    };
  }
}
