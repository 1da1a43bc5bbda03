package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.message.Message;
import io.runnerbean.engine.registry.BoundJob;
import java.util.concurrent.TimeUnit;

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
    long start = System.nanoTime();
    Outcome outcome = transaction.run(message, job);
    OutcomeLog.write(message, outcome, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    return outcome;
  }
}
