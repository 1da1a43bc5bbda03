package io.runnerbean.job;

import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;

/**
 * What a long-running job can ask about its run, and its transactions. Each transaction checks
 * before its COMMIT that this worker still has the lease of the run. After the lease is lost, or
 * the job is interrupted for another reason, all of these methods throw.
 */
public interface LongRunningContext extends RunContext {

  /** Does some of the work in a transaction of its own. */
  default void inTransaction(Consumer<Session> work) {
    boolean _ =
        fromTransaction(session -> {
          work.accept(session);
          return true;
        });
  }

  /** The same, for work that returns something. */
  <R> R fromTransaction(Function<Session, R> work);

  /**
   * Does a step of the work in a transaction, once for all attempts of this run. A later attempt
   * skips a step that was committed.
   *
   * @param step its name: the same in each attempt, and different from that of every other step
   */
  default void checkpoint(String step, Consumer<Session> work) {
    boolean _ =
        checkpoint(
            step,
            Boolean.class,
            session -> {
              work.accept(session);
              return true;
            });
  }

  /**
   * The same, for a step that returns something. A later attempt gets the same value.
   *
   * @param result the class of what the step returns, which is kept as JSON
   */
  <R> R checkpoint(String step, Class<R> result, Function<Session, R> work);

  /**
   * Does the last step of the work in the transaction that also ends the run: both are committed,
   * or nothing is. Call it at the very end: {@code return context.finish(…)}.
   */
  JobResult finish(Consumer<Session> work);

  /** The same, with a result that is kept with the run; see {@link JobResult#succeeded(Object)}. */
  JobResult finish(Consumer<Session> work, Object result);
}
