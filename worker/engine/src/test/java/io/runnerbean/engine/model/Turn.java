package io.runnerbean.engine.model;

/** A worker, with a message that it is at or might begin with. */
record Turn(State state, int worker, int message) {

  Activity activity() {
    return state.worker(worker);
  }

  Fate fate() {
    return state.message(message);
  }

  /** Whether the worker is at another message. */
  boolean isElsewhere() {
    return switch (activity()) {
      case Activity.Idle() -> false;
      case Activity.Delivered(int own) -> own != message;
      case Activity.Waiting(int own) -> own != message;
      case Activity.Working(int own) -> own != message;
      case Activity.RolledBack(int own) -> own != message;
      case Activity.Answering(int own) -> own != message;
      case Activity.Attempt(int own, boolean _) -> own != message;
      case Activity.TakenOver(int own, boolean _) -> own != message;
    };
  }

  /** The worker goes on to another activity. */
  Step step(Action action, Activity activity) {
    return new Step(action, worker, message, state.at(worker, activity));
  }

  /** The same, and something is committed with it. */
  Step step(Action action, Fate committed, Activity activity) {
    return new Step(action, worker, message, state.with(message, committed).at(worker, activity));
  }

  /** The same, and every lease of the message that was given out is void. */
  Step voiding(Action action, Fate committed, Activity activity) {
    State voided = state.with(message, committed).voided(message);
    return new Step(action, worker, message, voided.at(worker, activity));
  }
}
