package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.message.Message;
import io.runnerbean.engine.registry.BoundJob;

/** Hands a message to its job. */
public final class Dispatcher {

  private final JobTransaction transaction;

  public Dispatcher(JobTransaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Runs the message's job, once.
   *
   * @throws io.runnerbean.engine.refusal.RefusedException if the payload does not fit the job
   */
  public Outcome dispatch(Message message) {
    BoundJob job = message.job().bind(message.payload());
    RunId run = RunId.next(message.job().type().name());
    try (RunLog log = RunLog.open(run, message.delivery())) {
      return log.ended(transaction.run(run, message, job));
    }
  }
}
