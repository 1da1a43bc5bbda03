package io.runnerbean.engine.model;

import java.util.Set;
import java.util.stream.Stream;

/** The possible steps of queued runs. */
record Leases(Set<Guard> guards) {

  private static final int MAX_ATTEMPTS = 2;

  Stream<Step> of(Transition from) {
    return Stream.concat(expired(from), chosen(from));
  }

  /** A lease expires whether its worker hangs or was killed. */
  private static Stream<Step> expired(Transition from) {
    return from.messageState().queue().equals(new QueueRow.Leased(from.worker(), false))
        ? Stream.of(
            from.step(
                Action.EXPIRE, leased(from.messageState(), from.worker(), true), from.activity()))
        : Stream.empty();
  }

  private Stream<Step> chosen(Transition from) {
    return switch (from.activity()) {
      case Activity.Idle() -> Stream.concat(begun(from), batchBegun(from));
      case Activity.Attempt(int _, boolean holds) -> worked(from, holds);
      case Activity.Batch batch -> batchWorked(from, batch);
      case Activity.TakenOver(int _, boolean holds) ->
          Stream.of(failed(Action.RECORD_LOSS, from, holds));
      default -> Stream.empty();
    };
  }

  private Stream<Step> begun(Transition from) {
    MessageState message = from.messageState();
    return switch (message.queue()) {
      case QueueRow.None() -> Stream.empty();
      case QueueRow.Waiting() ->
          Stream.of(
              from.invalidating(
                  Action.CLAIM,
                  claimed(message, from.worker()),
                  new Activity.Attempt(from.message(), true)));
      case QueueRow.Leased(int holder, boolean expired)
          when expired || !guards.contains(Guard.REAPERS_WAIT) -> {
        boolean isFalselyLost = !expired && from.state().holdsLease(holder, from.message());
        MessageState taken =
            leased(isFalselyLost ? message.lostFalsely() : message, from.worker(), false);
        yield Stream.of(
            from.invalidating(
                Action.TAKE_OVER, taken, new Activity.TakenOver(from.message(), true)));
      }
      case QueueRow.Leased _ -> Stream.empty();
    };
  }

  /** One worker claims both runs. Only the first message has this step. */
  private static Stream<Step> batchBegun(Transition from) {
    State state = from.state();
    boolean bothWait =
        state.messages().stream().allMatch(message -> message.queue() instanceof QueueRow.Waiting);
    if (from.message() != 0 || !bothWait) {
      return Stream.empty();
    }
    State claimed = state;
    for (int message = 0; message < state.messages().size(); message++) {
      claimed =
          claimed
              .with(message, claimed(state.message(message), from.worker()))
              .withLeasesInvalid(message);
    }
    return Stream.of(
        from.to(Action.CLAIM_BATCH, claimed.at(from.worker(), new Activity.Batch(true, true))));
  }

  /**
   * Both runs end or neither does. After a batch is broken up, each run that it holds runs alone.
   */
  private Stream<Step> batchWorked(Transition from, Activity.Batch batch) {
    int message = from.message();
    Step broken =
        from.step(Action.BREAK_BATCH, new Activity.Attempt(message, batch.holds(message)));
    if (message != 0) {
      return Stream.of(broken);
    }
    boolean mayEnd = mayEnd(batch.holdsFirst()) && mayEnd(batch.holdsSecond());
    State ended = from.state();
    for (int each = 0; mayEnd && each < ended.messages().size(); each++) {
      ended = ended.with(each, ended.message(each).succeeded()).withLeasesInvalid(each);
    }
    return mayEnd
        ? Stream.of(broken, from.to(Action.FINISH_BATCH, ended.idle(from.worker())))
        : Stream.of(broken);
  }

  private Stream<Step> worked(Transition from, boolean holds) {
    Stream<Step> ended =
        Stream.of(
            finished(from, holds), failed(Action.RETRY, from, holds), handedBack(from, holds));
    return holds && from.messageState().queue().equals(new QueueRow.Leased(from.worker(), true))
        ? Stream.concat(ended, Stream.of(renewed(from)))
        : ended;
  }

  private Step finished(Transition from, boolean holds) {
    return mayEnd(holds)
        ? from.invalidating(Action.FINISH, from.messageState().succeeded(), new Activity.Idle())
        : from.step(Action.FINISH, new Activity.Idle());
  }

  private Step failed(Action action, Transition from, boolean holds) {
    MessageState message = from.messageState();
    if (!mayEnd(holds) || message.queue() instanceof QueueRow.None) {
      return from.step(action, new Activity.Idle());
    }
    MessageState next =
        message.attempt() < MAX_ATTEMPTS
            ? message.queued(new QueueRow.Waiting(), message.attempt())
            : message.died();
    return from.invalidating(action, next, new Activity.Idle());
  }

  private static Step handedBack(Transition from, boolean holds) {
    MessageState message = from.messageState();
    return holds
        ? from.invalidating(
            Action.HAND_BACK,
            message.queued(new QueueRow.Waiting(), message.attempt() - 1),
            new Activity.Idle())
        : from.step(Action.HAND_BACK, new Activity.Idle());
  }

  private static Step renewed(Transition from) {
    return from.step(
        Action.RENEW, leased(from.messageState(), from.worker(), false), from.activity());
  }

  private boolean mayEnd(boolean holds) {
    return holds || !guards.contains(Guard.FENCE);
  }

  private static MessageState claimed(MessageState message, int worker) {
    return message.queued(new QueueRow.Leased(worker, false), message.attempt() + 1);
  }

  private static MessageState leased(MessageState message, int worker, boolean expired) {
    return message.queued(new QueueRow.Leased(worker, expired), message.attempt());
  }
}
