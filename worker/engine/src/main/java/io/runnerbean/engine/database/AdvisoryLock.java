package io.runnerbean.engine.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * All advisory locks of Runnerbean. PostgreSQL identifies a lock by two numbers: the first is
 * listed here, and the second says what exactly is locked. The first numbers begin with "rb" in
 * ASCII, so other programs are unlikely to use them.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">advisory
 *     locks</a>
 */
public enum AdvisoryLock {
  /** Migrating the schema; held by a session. */
  MIGRATION(1),
  /** Making the worker's database user; held by a transaction. */
  DATABASE_USER(2),
  /** Making partitions; held by a transaction. */
  PARTITIONS(3),
  /** Dropping old partitions and old rows; held by a session. */
  RETENTION(4),
  /** Counting the runs in the job queue; held by a transaction. */
  QUEUE_COUNT(5),
  /** Claiming runs of one job type that has limits; held by a transaction. */
  LIMITS(6),
  /** Running a message that was delivered before; held by a transaction. */
  RUN(7);

  private static final int RUNNERBEAN = 0x72620000;

  private static final Sql TRY_IN_TRANSACTION =
      Sql.of("select pg_try_advisory_xact_lock(:space, hashtext(:name))");

  private final int space;

  AdvisoryLock(int number) {
    this.space = RUNNERBEAN + number;
  }

  /** The first of the two numbers. */
  public int space() {
    return space;
  }

  /** SQL that waits for the lock, which is held until the transaction ends. */
  public String waitInTransaction() {
    return "select pg_advisory_xact_lock(%d, 0)".formatted(space);
  }

  /** SQL that tries to take the lock, which is held until the session ends or unlocks it. */
  public String tryInSession() {
    return "select pg_try_advisory_lock(%d, 0)".formatted(space);
  }

  /** SQL that releases the lock of the session. */
  public String unlockInSession() {
    return "select pg_advisory_unlock(%d, 0)".formatted(space);
  }

  /**
   * Takes the lock for this name until the transaction ends; false if another transaction has it.
   */
  public boolean tryFor(Connection connection, String name) throws SQLException {
    return TRY_IN_TRANSACTION
        .with("space", space)
        .with("name", name)
        .one(connection, row -> row.getBoolean(1));
  }
}
