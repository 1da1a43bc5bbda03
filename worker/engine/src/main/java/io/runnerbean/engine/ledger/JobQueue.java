package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The runs in custody. Each method is part of the connection's transaction; what ends or moves a
 * leased run names its lease, and does nothing if a later one was given out.
 */
public final class JobQueue {

  /** The channel on which a run that is due at once announces itself. */
  public static final String CHANNEL = "runnerbean_job_queue";

  private static final String ADD =
      """
      insert into runnerbean.job_queue (%s, due)
      values (%s, clock_timestamp() + make_interval(secs => ?))
      """
          .formatted(RunColumns.NAMES, RunColumns.PARAMETERS);

  /** A lock that lets nobody else lease the run until the transaction ends. */
  private static final String FENCE =
      "select from runnerbean.job_queue where run_id = ? and lease = ? for share";

  private static final String RETURN =
      """
      update runnerbean.job_queue
      set worker = null, leased_until = null, attempt = ?,
          due = clock_timestamp() + make_interval(secs => ?)
      where run_id = ? and lease = ?
      """;

  private static final String WITHDRAW =
      "delete from runnerbean.job_queue where run_id = ? and worker is null returning *";

  private static final String CANCEL =
      "update runnerbean.job_queue set cancelled = true where run_id = ? returning worker";

  private static final String HURRY =
      """
      update runnerbean.job_queue set due = least(due, clock_timestamp())
      where run_id = ? and worker is null and not cancelled
      """;

  private static final String COUNT =
      "select count(*) from (select from runnerbean.job_queue limit ?) as so_many";

  /** NOTIFY makes all that commit wait for each other, so it is for those alone who listen. */
  private static final String ANNOUNCE =
      "select pg_notify('%s', '') where exists (select from runnerbean.idle_worker)"
          .formatted(CHANNEL);

  /** Takes a run into custody, its attempt at hand over. */
  public void add(Connection connection, RunFacts run, Duration wait) throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      Parameters parameters = new Parameters(add);
      RunColumns.set(parameters, run);
      var _ = parameters.add(wait);
      add.executeUpdate();
    }
    announceIfDue(connection, wait);
  }

  /** Proves that the lease holds, and holds it until the transaction ends. */
  public void fence(Connection connection, LeasedRun run) throws SQLException, LostLeaseException {
    try (PreparedStatement fence = connection.prepareStatement(FENCE)) {
      var _ = new Parameters(fence).add(run.facts().runId()).add(run.lease());
      requireHeld(run, fence.executeQuery().next() ? 1 : 0);
    }
  }

  /** Gives the lease up, for another attempt later. */
  public void postpone(Connection connection, LeasedRun run, Duration wait)
      throws SQLException, LostLeaseException {
    giveUp(connection, run, run.facts().attempt(), wait);
  }

  /** Gives the lease up as if it had not been: the attempt does not count. */
  public void handBack(Connection connection, LeasedRun run, Duration wait)
      throws SQLException, LostLeaseException {
    giveUp(connection, run, run.facts().attempt() - 1, wait);
  }

  /** Has a run that waits tried at once; false if it does not wait. */
  public boolean hurry(Connection connection, UUID runId) throws SQLException {
    try (PreparedStatement hurry = connection.prepareStatement(HURRY)) {
      var _ = new Parameters(hurry).add(runId);
      boolean waits = hurry.executeUpdate() > 0;
      announce(connection);
      return waits;
    }
  }

  /** Tells workers that wait for something to do, if any do, to look for it once this commits. */
  public void announce(Connection connection) throws SQLException {
    try (PreparedStatement announce = connection.prepareStatement(ANNOUNCE)) {
      announce.execute();
    }
  }

  /** Whether there are so many runs in custody, or more. */
  public boolean holds(Connection connection, int many) throws SQLException {
    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
      var _ = new Parameters(count).add(many);
      ResultSet row = count.executeQuery();
      row.next();
      return row.getLong(1) >= many;
    }
  }

  /** Takes a run out that waits; empty if it does not, or is at work. */
  public Optional<RunFacts> withdraw(Connection connection, UUID runId) throws SQLException {
    try (PreparedStatement withdraw = connection.prepareStatement(WITHDRAW)) {
      var _ = new Parameters(withdraw).add(runId);
      ResultSet row = withdraw.executeQuery();
      return row.next() ? Optional.of(RunColumns.get(row)) : Optional.empty();
    }
  }

  /**
   * Marks a run that is at work, and is to end.
   *
   * @return the worker that has it; empty: none has
   */
  public Optional<String> cancel(Connection connection, UUID runId) throws SQLException {
    try (PreparedStatement cancel = connection.prepareStatement(CANCEL)) {
      var _ = new Parameters(cancel).add(runId);
      ResultSet row = cancel.executeQuery();
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }

  private void giveUp(Connection connection, LeasedRun run, int attempt, Duration wait)
      throws SQLException, LostLeaseException {
    try (PreparedStatement giveUp = connection.prepareStatement(RETURN)) {
      var _ =
          new Parameters(giveUp).add(attempt).add(wait).add(run.facts().runId()).add(run.lease());
      requireHeld(run, giveUp.executeUpdate());
    }
    announceIfDue(connection, wait);
  }

  /** What is due later is found when it is due. */
  private void announceIfDue(Connection connection, Duration wait) throws SQLException {
    if (!wait.isPositive()) {
      announce(connection);
    }
  }

  private static void requireHeld(LeasedRun run, int rows) throws LostLeaseException {
    if (rows == 0) {
      throw new LostLeaseException(run);
    }
  }
}
