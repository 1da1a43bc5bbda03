package io.runnerbean.engine.model;

import java.util.Set;
import java.util.stream.Stream;

/** The possible steps of messages in SQS, which may deliver a message again at any time. */
record Deliveries(Set<Guard> guards) {

  Stream<Step> of(Transition from) {
    int message = from.message();
    return switch (from.activity()) {
      case Activity.Idle() when from.messageState().inSqs() ->
          Stream.concat(
              Stream.of(
                  from.step(Action.DELIVER, new Activity.Working(message, false)),
                  from.step(Action.REDELIVER, new Activity.Redelivered(message))),
              deliveredTogether(from));
      case Activity.Redelivered _ -> Stream.of(from.step(Action.ASK, asked(from)));
      case Activity.Working _ ->
          Stream.of(
              inserted(Action.SUCCEED, from, from.messageState().succeeded()),
              inserted(Action.ENQUEUE, from, queued(from, 0)),
              from.step(Action.FAIL, new Activity.RolledBack(message)));
      case Activity.Sharing() -> shared(from);
      case Activity.AnsweringBoth() ->
          Stream.of(
              from.step(
                  Action.ANSWER,
                  from.messageState().deleted(),
                  new Activity.Answering(other(message))),
              from.step(Action.LOSE_ANSWER, new Activity.Answering(other(message))));
      case Activity.RolledBack _ -> Stream.of(inserted(Action.QUEUE_RETRY, from, queued(from, 1)));
      case Activity.Answering _ ->
          Stream.of(
              from.step(Action.ANSWER, from.messageState().deleted(), new Activity.Idle()),
              from.step(Action.LOSE_ANSWER, new Activity.Idle()));
      default -> Stream.empty();
    };
  }

  /** A batch has both messages. Only the first message has this step. */
  private static Stream<Step> deliveredTogether(Transition from) {
    boolean both = from.state().messages().stream().allMatch(MessageState::inSqs);
    return from.message() == 0 && both
        ? Stream.of(from.step(Action.DELIVER_BATCH, new Activity.Sharing()))
        : Stream.empty();
  }

  /**
   * Both rows are committed or neither is. After a batch is broken up, each message runs alone;
   * here the worker goes on with one, and the other is as good as not answered.
   */
  private Stream<Step> shared(Transition from) {
    int message = from.message();
    Step broken = from.step(Action.BREAK_DELIVERIES, new Activity.Working(message, false));
    State state = from.state();
    boolean refused =
        guards.contains(Guard.ROW)
            && state.messages().stream().anyMatch(each -> each.run() != RunRow.NONE);
    if (message != 0 || refused) {
      return Stream.of(broken);
    }
    State committed = state;
    for (int each = 0; each < state.messages().size(); each++) {
      committed = committed.with(each, state.message(each).succeeded());
    }
    return Stream.of(
        broken,
        from.to(Action.SUCCEED_BATCH, committed.at(from.worker(), new Activity.AnsweringBoth())));
  }

  private static int other(int message) {
    return 1 - message;
  }

  /** Answers 200 if there is a row. Answers 409 if another delivery that has asked runs. */
  private Activity asked(Transition from) {
    if (from.messageState().run() != RunRow.NONE) {
      return new Activity.Answering(from.message());
    }
    return from.state().askers(from.message()) > 0 && guards.contains(Guard.TRY_LOCK)
        ? new Activity.Idle()
        : new Activity.Working(from.message(), true);
  }

  private static MessageState queued(Transition from, int attempts) {
    return from.messageState().queued(new QueueRow.Waiting(), attempts);
  }

  /** A second row is refused: everything is rolled back before the answer 200. */
  private Step inserted(Action action, Transition from, MessageState committed) {
    Activity answering = new Activity.Answering(from.message());
    return from.messageState().run() != RunRow.NONE && guards.contains(Guard.ROW)
        ? from.step(action, answering)
        : from.step(action, committed, answering);
  }
}
