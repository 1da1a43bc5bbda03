package io.runnerbean.job;

import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;

/**
 * What a long run knows about itself, and its way to the database. Every transaction proves before
 * its COMMIT that the run is still this worker's; once it is not, or the run is to end for another
 * reason, all of these methods throw.
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

  /** The same, for work that finds something out. */
  <R> R fromTransaction(Function<Session, R> work);

  /**
   * Does a step of the work in a transaction, once for all attempts of this run: an attempt that
   * comes to a step that was committed goes on behind it.
   *
   * @param step its name, the same in each attempt, and no other step's
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
   * The same, for a step that finds something out: a later attempt is given what was found.
   *
   * @param result what JSON is made of it, and it of JSON again
   */
  <R> R checkpoint(String step, Class<R> result, Function<Session, R> work);

  /**
   * Does the last of the work, in the transaction that also ends the run: either both is committed
   * or nothing. To be called at the very end: {@code return context.finish(…)}.
   */
  JobResult finish(Consumer<Session> work);

  /** The same, with something to find in history; see {@link JobResult#succeeded(Object)}. */
  JobResult finish(Consumer<Session> work, Object result);
}
