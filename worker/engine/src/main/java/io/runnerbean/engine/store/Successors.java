package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Runs that repeat other runs. A run has one successor at most, however it is asked for. */
public final class Successors {

  private static final Sql MARK =
      Sql.of("update runnerbean.run set successor = :next where id = :id and successor is null");

  private static final Sql FIND =
      Sql.of("select successor from runnerbean.run where id = :id and successor is not null");

  private static final Sql LOCK = Sql.of("select from runnerbean.run where id = :id for update");

  private Successors() {}

  /** Lets no other transaction make a successor of this run until this one ends. */
  public static void lock(Connection connection, UUID runId) throws SQLException {
    var _ = LOCK.with("id", runId).list(connection, _ -> true);
  }

  /** The run that repeats this one; empty: there is none. */
  public static Optional<UUID> of(Connection connection, UUID runId) throws SQLException {
    return FIND.with("id", runId).first(connection, row -> row.getObject(1, UUID.class));
  }

  /**
   * Queues a run that repeats its origin. An id that is too old for a partition is replaced.
   *
   * @return its id; empty: its id has a row already, and nothing was done
   */
  public static Optional<UUID> queue(Connection connection, JobQueue queue, RunRecord run)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      queue.add(connection, run, Duration.ZERO, WorkerPool.QUEUE);
      queue.wake(connection, WorkerPool.LONG_RUNNING); // its type is not known here
      if (run.origin() != null) {
        mark(connection, run.origin(), run.id());
      }
      return Optional.of(run.id());
    } catch (DuplicateRunException e) {
      connection.rollback(before);
      return Optional.empty();
    } catch (ExpiredRunException e) {
      connection.rollback(before);
      return queue(connection, queue, run.withId(UuidV7.next()));
    }
  }

  /** Notes the run that repeats this one, unless one is noted already. */
  public static void mark(Connection connection, UUID origin, UUID next) throws SQLException {
    int _ = MARK.with("next", next).with("id", origin).update(connection);
  }
}
