package io.runnerbean.engine.model;

import java.util.Set;
import java.util.stream.Stream;

/** What can happen to messages that SQS has. It may deliver one again at any time. */
record Deliveries(Set<Guard> guards) {

  Stream<Step> of(Turn turn) {
    int message = turn.message();
    return switch (turn.activity()) {
      case Activity.Idle() when turn.fate().inQueue() ->
          Stream.of(turn.step(Action.DELIVER, new Activity.Delivered(message)));
      case Activity.Delivered _ ->
          Stream.of(
              turn.step(Action.TAKE, taken(turn, new Activity.Working(message))),
              received(Action.ADMIT, turn, 0));
      case Activity.Working _ ->
          Stream.of(
              turn.step(
                  Action.SUCCEED,
                  turn.fate().received().written(),
                  new Activity.Answering(message)),
              turn.step(Action.FAIL, new Activity.RolledBack(message)));
      case Activity.RolledBack _ -> Stream.of(received(Action.KEEP, turn, 1));
      case Activity.Answering _ ->
          Stream.of(
              turn.step(Action.ANSWER, turn.fate().deleted(), new Activity.Idle()),
              turn.step(Action.LOSE_ANSWER, new Activity.Idle()));
      default -> Stream.empty();
    };
  }

  /** Answers 409 while another is at the message, and 200 once it is done. */
  private Activity taken(Turn turn, Activity fresh) {
    if (turn.state().isLocked(turn.message())) {
      return guards.contains(Guard.TRY_LOCK)
          ? new Activity.Idle()
          : new Activity.Waiting(turn.message());
    }
    return turn.fate().receipt() && guards.contains(Guard.RECEIPT)
        ? new Activity.Answering(turn.message())
        : fresh;
  }

  /** Into custody, if nobody else is at it: a rollback gave lock and receipt up. */
  private Step received(Action action, Turn turn, int attempts) {
    Activity before = turn.activity();
    Activity taken = taken(turn, before);
    return taken.equals(before)
        ? turn.step(
            action,
            turn.fate().received().in(new Custody.Waiting(), attempts),
            new Activity.Answering(turn.message()))
        : turn.step(action, taken);
  }
}
