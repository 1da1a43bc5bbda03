package io.runnerbean.engine.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The state of all messages and workers. */
record State(List<MessageState> messages, List<Activity> workers) {

  static State start(int messages, int workers) {
    return new State(
        Collections.nCopies(messages, MessageState.sent()),
        Collections.nCopies(workers, new Activity.Idle()));
  }

  MessageState message(int message) {
    return messages.get(message);
  }

  Activity worker(int worker) {
    return workers.get(worker);
  }

  State with(int message, MessageState state) {
    return new State(replaced(messages, message, state), workers);
  }

  State at(int worker, Activity activity) {
    return new State(messages, replaced(workers, worker, activity));
  }

  State idle(int worker) {
    return at(worker, new Activity.Idle());
  }

  /** The number of deliveries of a message that run after they have asked. */
  long askers(int message) {
    return workers.stream().filter(new Activity.Working(message, true)::equals).count();
  }

  /** Whether the worker runs the message's run on its latest lease. */
  boolean holdsLease(int worker, int message) {
    return switch (worker(worker)) {
      case Activity.Attempt(int own, boolean holds) -> own == message && holds;
      case Activity.Batch batch -> batch.holds(message);
      default -> false;
    };
  }

  /** The same state, with every earlier lease of this message invalid. */
  State withLeasesInvalid(int message) {
    State state = this;
    for (int worker = 0; worker < workers.size(); worker++) {
      state =
          switch (worker(worker)) {
            case Activity.Attempt(int own, boolean _) when own == message ->
                state.at(worker, new Activity.Attempt(own, false));
            case Activity.TakenOver(int own, boolean _) when own == message ->
                state.at(worker, new Activity.TakenOver(own, false));
            case Activity.Batch(boolean first, boolean second) ->
                state.at(worker, new Activity.Batch(first && message != 0, second && message != 1));
            default -> state;
          };
    }
    return state;
  }

  /** Whether no work is left. */
  boolean isFinished() {
    return workers.stream().allMatch(Activity.Idle.class::isInstance)
        && messages.stream().noneMatch(MessageState::inSqs)
        && messages.stream().allMatch(message -> message.queue() instanceof QueueRow.None);
  }

  private static <T> List<T> replaced(List<T> list, int index, T value) {
    List<T> copy = new ArrayList<>(list);
    copy.set(index, value);
    return List.copyOf(copy);
  }
}
