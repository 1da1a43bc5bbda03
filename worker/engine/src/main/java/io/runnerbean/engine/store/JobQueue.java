package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code job_queue}: the runs that have not ended, apart from direct ones. A statement
 * that changes a claimed run names the lease, and changes nothing if a later lease exists.
 */
public final class JobQueue {

  /** The channel that notifies an idle worker of a due run. */
  public static final String CHANNEL = "runnerbean_job_queue";

  /**
   * Precedes a statement that names one run. PostgreSQL keeps its plan, which must use the index
   * even if the queue was empty when it was made. The setting holds until the transaction ends.
   */
  static final String BY_INDEX = "set local enable_seqscan = off;\n";

  /** Both rows are sent in one message. */
  private static final Sql ADD =
      Sql.of(
          """
          insert into runnerbean.run
            (id, job_type, state, attempt, message_id, scheduled_at, origin)
          values (:run_id, :job_type, 'queued', :attempt, :message_id, :scheduled_at, :origin);
          insert into runnerbean.job_queue (%s, due)
          values (%s, coalesce(:due, clock_timestamp() + make_interval(secs => :wait)))
          """
              .formatted(RunColumns.NAMES, RunColumns.PARAMETERS));

  /** The lock lets no other worker claim the run until the transaction ends. */
  private static final Sql FENCE =
      Sql.of("select from runnerbean.job_queue where run_id = :id and lease = :lease for share");

  /** The lease is counted up, so that it can be released once only. */
  private static final Sql RELEASE =
      Sql.of(
          BY_INDEX
              + """
              update runnerbean.job_queue
              set worker = null, leased_until = null, lease = lease + 1, attempt = :attempt,
                  uncounted = :uncounted, due = clock_timestamp() + make_interval(secs => :wait)
              where run_id = :id and lease = :lease
              """);

  private static final Sql REMOVE =
      Sql.of("delete from runnerbean.job_queue where run_id = :id and worker is null returning *");

  private static final Sql CANCEL =
      Sql.of(
          "update runnerbean.job_queue set cancelled = true where run_id = :id returning worker");

  private static final Sql MAKE_DUE =
      Sql.of(
          """
          update runnerbean.job_queue set due = least(due, clock_timestamp())
          where run_id = :id and worker is null and not cancelled
          """);

  /**
   * NOTIFY makes all transactions that commit wait for each other. So a transaction notifies only
   * where a worker is idle, and takes that worker off the list: one notification wakes one worker.
   */
  private static final Sql WAKE =
      Sql.of(
          """
          with woken as (
            delete from runnerbean.idle_worker where (worker, pool) = (
              select worker, pool from runnerbean.idle_worker
              where pool = :pool and seen_at > clock_timestamp() - interval '15 seconds'
              order by seen_at desc limit 1 for update skip locked)
            returning worker || ' ' || pool as listener
          )
          select pg_notify('%s', listener) from woken
          """
              .formatted(CHANNEL));

  /**
   * Queues a run whose attempt, if it had one, has ended.
   *
   * @param due when it may run; it may be in the past
   * @throws DuplicateRunException if it has a row already; the transaction can only be rolled back
   * @throws ExpiredRunException if there is no partition for it; likewise
   */
  public void add(Connection connection, RunRecord run, Instant due, WorkerPool pool)
      throws SQLException, DuplicateRunException, ExpiredRunException {
    add(connection, run, due, Duration.ZERO);
    wake(connection, pool);
  }

  /** The same, due after this time. */
  public void add(Connection connection, RunRecord run, Duration wait, WorkerPool pool)
      throws SQLException, DuplicateRunException, ExpiredRunException {
    add(connection, run, null, wait);
    if (!wait.isPositive()) {
      wake(connection, pool);
    }
  }

  /**
   * Checks that the lease is valid, and keeps it valid until the transaction ends.
   *
   * @throws LostLeaseException if it is not
   */
  public void fence(Connection connection, ClaimedRun run) throws SQLException, LostLeaseException {
    boolean valid =
        FENCE
            .with("id", run.run().id())
            .with("lease", run.lease())
            .first(connection, _ -> true)
            .isPresent();
    if (!valid) {
      throw new LostLeaseException(run);
    }
  }

  /** Releases a run whose attempt has failed; the next attempt comes after this time. */
  public void retry(Connection connection, ClaimedRun run, Duration wait, WorkerPool pool)
      throws SQLException, LostLeaseException {
    release(connection, run, run.run().attempt(), 0, wait, pool);
  }

  /** Releases a run without counting its attempt. */
  public void handBack(Connection connection, ClaimedRun run, Duration wait, WorkerPool pool)
      throws SQLException, LostLeaseException {
    release(connection, run, run.run().attempt() - 1, run.uncounted(), wait, pool);
  }

  /** Hands the run back, and adds 1 to its uncounted attempts. */
  public void handBackUncounted(
      Connection connection, ClaimedRun run, Duration wait, WorkerPool pool)
      throws SQLException, LostLeaseException {
    release(connection, run, run.run().attempt() - 1, run.uncounted() + 1, wait, pool);
  }

  /** Makes a waiting run due now; false if it does not wait. */
  public boolean makeDueNow(Connection connection, UUID runId) throws SQLException {
    boolean waits = MAKE_DUE.with("id", runId).update(connection) > 0;
    if (waits) {
      wakeAll(connection);
    }
    return waits;
  }

  /** Wakes an idle worker of each pool once this transaction commits. */
  private void wakeAll(Connection connection) throws SQLException {
    for (WorkerPool pool : WorkerPool.values()) {
      wake(connection, pool);
    }
  }

  /** Wakes an idle worker, if there is one, once this transaction commits. */
  public void wake(Connection connection, WorkerPool pool) throws SQLException {
    var _ = WAKE.with("pool", pool.label()).list(connection, _ -> true);
  }

  /**
   * Ends a run that waits.
   *
   * @param runs of the worker, or the operator, that ends it
   * @return the run; empty if it does not wait
   */
  public Optional<RunRecord> endIfWaiting(
      Connection connection, Runs runs, UUID runId, RunResult result) throws SQLException {
    Optional<RunRecord> run = REMOVE.with("id", runId).first(connection, RunColumns::read);
    if (run.isPresent()) {
      runs.end(connection, run.get(), result);
    }
    return run;
  }

  /**
   * Marks a claimed run, so that its worker ends it.
   *
   * @return the worker that has claimed it; empty: none has
   */
  public Optional<String> cancel(Connection connection, UUID runId) throws SQLException {
    return CANCEL
        .with("id", runId)
        .list(connection, row -> Optional.ofNullable(row.getString(1)))
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static void add(
      Connection connection, RunRecord run, @Nullable Instant due, Duration wait)
      throws SQLException, DuplicateRunException, ExpiredRunException {
    try {
      int _ =
          RunColumns.set(ADD, run)
              .with("origin", run.origin())
              .with("due", due)
              .with("wait", wait)
              .update(connection);
    } catch (SQLException e) {
      Runs.throwIfViolated(e);
      throw e;
    }
  }

  private void release(
      Connection connection,
      ClaimedRun run,
      int attempt,
      int uncounted,
      Duration wait,
      WorkerPool pool)
      throws SQLException, LostLeaseException {
    int released =
        RELEASE
            .with("id", run.run().id())
            .with("lease", run.lease())
            .with("attempt", attempt)
            .with("uncounted", uncounted)
            .with("wait", wait)
            .update(connection);
    if (released == 0) {
      throw new LostLeaseException(run);
    }
    if (!wait.isPositive()) {
      wake(connection, pool);
    }
  }
}
