package io.runnerbean.engine.model;

import java.util.Arrays;
import java.util.Optional;

/** What must hold at every moment. */
enum Promise {
  NOTHING_LOST("a message is SQS's, or in custody, or has ended"),
  NOTHING_DOUBLED("what a job writes is committed once"),
  ENDED_ONCE("what succeeded is not dead as well"),
  NOBODY_WAITS("no delivery waits for another in PostgreSQL, with a connection that others need"),
  NOBODY_ROBBED("no attempt counts as failed while its worker lives and holds the lease");

  private final String words;

  Promise(String words) {
    this.words = words;
  }

  static Optional<Promise> brokenIn(State state) {
    return Arrays.stream(values()).filter(promise -> !promise.holdsIn(state)).findFirst();
  }

  @Override
  public String toString() {
    return words;
  }

  private boolean holdsIn(State state) {
    return state.messages().stream().allMatch(this::holdsFor)
        && state.workers().stream().allMatch(this::holdsFor);
  }

  private boolean holdsFor(Fate fate) {
    return switch (this) {
      case NOTHING_LOST ->
          fate.inQueue() || fate.hasEnded() || !(fate.custody() instanceof Custody.None);
      case NOTHING_DOUBLED -> fate.rows() <= 1;
      case ENDED_ONCE -> fate.rows() == 0 || !fate.dead();
      case NOBODY_ROBBED -> !fate.robbed();
      case NOBODY_WAITS -> true;
    };
  }

  private boolean holdsFor(Activity activity) {
    return this != NOBODY_WAITS || !(activity instanceof Activity.Waiting);
  }
}
