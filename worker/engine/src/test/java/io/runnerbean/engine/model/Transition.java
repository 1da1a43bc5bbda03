package io.runnerbean.engine.model;

/** A worker and a message that it works on or may start. */
record Transition(State state, int worker, int message) {

  Activity activity() {
    return state.worker(worker);
  }

  MessageState messageState() {
    return state.message(message);
  }

  /** Whether the worker works on another message. */
  boolean isElsewhere() {
    return switch (activity()) {
      case Activity.Idle(), Activity.Batch _, Activity.Sharing(), Activity.AnsweringBoth() -> false;
      case Activity.Redelivered(int own) -> own != message;
      case Activity.Working(int own, boolean _) -> own != message;
      case Activity.RolledBack(int own) -> own != message;
      case Activity.Answering(int own) -> own != message;
      case Activity.Attempt(int own, boolean _) -> own != message;
      case Activity.TakenOver(int own, boolean _) -> own != message;
    };
  }

  /** The worker changes to another activity. */
  Step step(Action action, Activity activity) {
    return to(action, state.at(worker, activity));
  }

  /** The worker commits and changes to another activity. */
  Step step(Action action, MessageState committed, Activity activity) {
    return to(action, state.with(message, committed).at(worker, activity));
  }

  /** The same. Every earlier lease of the message becomes invalid. */
  Step invalidating(Action action, MessageState committed, Activity activity) {
    return to(
        action, state.with(message, committed).withLeasesInvalid(message).at(worker, activity));
  }

  Step to(Action action, State next) {
    return new Step(action, worker, message, next);
  }
}
