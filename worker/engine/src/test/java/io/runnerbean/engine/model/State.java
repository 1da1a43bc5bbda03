package io.runnerbean.engine.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Everything at one moment. */
record State(List<Fate> messages, List<Activity> workers) {

  static State start(int messages, int workers) {
    return new State(
        Collections.nCopies(messages, Fate.sent()),
        Collections.nCopies(workers, new Activity.Idle()));
  }

  Fate message(int message) {
    return messages.get(message);
  }

  Activity worker(int worker) {
    return workers.get(worker);
  }

  State with(int message, Fate fate) {
    return new State(replaced(messages, message, fate), workers);
  }

  State at(int worker, Activity activity) {
    return new State(messages, replaced(workers, worker, activity));
  }

  State idle(int worker) {
    return at(worker, new Activity.Idle());
  }

  /** Whether a transaction holds the message's lock. */
  boolean isLocked(int message) {
    return workers.contains(new Activity.Working(message));
  }

  /** The same, with the lease that whoever works on the message was given out of date. */
  State voided(int message) {
    State state = this;
    for (int worker = 0; worker < workers.size(); worker++) {
      state =
          switch (worker(worker)) {
            case Activity.Attempt(int own, boolean _) when own == message ->
                state.at(worker, new Activity.Attempt(own, false));
            case Activity.TakenOver(int own, boolean _) when own == message ->
                state.at(worker, new Activity.TakenOver(own, false));
            default -> state;
          };
    }
    return state;
  }

  /** Whether all is done that there was to do. */
  boolean isQuiet() {
    return workers.stream().allMatch(Activity.Idle.class::isInstance)
        && messages.stream().noneMatch(Fate::inQueue)
        && messages.stream().allMatch(fate -> fate.custody() instanceof Custody.None);
  }

  private static <T> List<T> replaced(List<T> list, int index, T value) {
    List<T> copy = new ArrayList<>(list);
    copy.set(index, value);
    return List.copyOf(copy);
  }
}
