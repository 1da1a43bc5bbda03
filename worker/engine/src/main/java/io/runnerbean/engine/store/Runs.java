package io.runnerbean.engine.store;

import io.runnerbean.engine.database.AdvisoryLock;
import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The table {@code run}: one row per run, which is also what makes a message run once. Its times
 * are the database's, so that runs of several workers compare.
 */
public final class Runs {

  /**
   * A direct run needs only a plain insert, without {@code on conflict}. A second row of the same
   * id is an error.
   */
  private static final String INSERT =
      """
      insert into runnerbean.run
        (id, job_type, state, attempt, worker, message_id, scheduled_at, origin, started_at,
         finished_at, reason, result, log, payload)
      values (:id, :job_type, :state, :attempt, :worker, :message_id, :scheduled_at, :origin,
        clock_timestamp() - make_interval(secs => :took), clock_timestamp(), :reason, :result, :log,
        :payload)
      """;

  private static final Sql ADD = Sql.of(INSERT);

  /** PostgreSQL skips the COMMIT if the insert fails. */
  private static final Sql ADD_AND_COMMIT = Sql.of(INSERT + "; commit");

  static final String REPLACE =
      """
      on conflict (id) do update
      set state = excluded.state, attempt = excluded.attempt, worker = excluded.worker,
          started_at = excluded.started_at, finished_at = excluded.finished_at,
          reason = excluded.reason, result = excluded.result, log = excluded.log,
          payload = excluded.payload
      """;

  private static final Sql END = Sql.of(INSERT + REPLACE);

  /** In one statement, because each repeated delivery asks it. */
  private static final Sql ASK =
      Sql.of(
          """
          select exists (select from runnerbean.run where id = :id) as recorded,
            pg_try_advisory_xact_lock(:space, hashtext(:name)) as locked,
            (select %s from runnerbean.worker_run where run_id = :id) as reported
          """
              .formatted(ActiveRuns.IS_RECENT));

  private static final Pattern PRIMARY_KEY = Pattern.compile("run_(undated|[0-9]{8})_pkey");
  private static final String UNIQUE_VIOLATION = "23505";

  /** PostgreSQL calls a row that fits no partition a violated check. */
  private static final String CHECK_VIOLATION = "23514";

  private final String worker;
  private final RetentionConfig retention;

  /** Writes on behalf of a worker, under the name that operators know it by. */
  public Runs(String worker, RetentionConfig retention) {
    this.worker = worker;
    this.retention = retention;
  }

  /** What is known of a message that was delivered before. */
  public enum Earlier {
    /** No earlier delivery is known. This transaction holds the lock, and may run the message. */
    UNKNOWN,
    /** Its run has ended, or is in the job queue. */
    RECORDED,
    /** A worker runs it now. */
    RUNNING,
    /** A worker ran it, and was lost. */
    WORKER_LOST
  }

  /** Returns the state in which earlier deliveries of the message left it. */
  public static Earlier ask(Connection connection, UUID id) throws SQLException {
    return ASK.with("id", id)
        .with("space", AdvisoryLock.RUN.space())
        .with("name", id.toString())
        .one(
            connection,
            row ->
                row.getBoolean("recorded")
                    ? Earlier.RECORDED
                    : earlier(row.getBoolean("locked"), (Boolean) row.getObject("reported")));
  }

  /**
   * Adds a run that has ended.
   *
   * @throws DuplicateRunException if it has a row already; the transaction can only be rolled back
   * @throws ExpiredRunException if there is no partition for it; likewise
   */
  public void add(Connection connection, RunRecord run, RunResult result)
      throws SQLException, DuplicateRunException, ExpiredRunException {
    add(ADD, connection, run, result);
  }

  /** The same, and commits the transaction in the same message to PostgreSQL. */
  public void addAndCommit(Connection connection, RunRecord run, RunResult result)
      throws SQLException, DuplicateRunException, ExpiredRunException {
    add(ADD_AND_COMMIT, connection, run, result);
  }

  /** Records the end of a run that was queued. */
  void end(Connection connection, RunRecord run, RunResult result) throws SQLException {
    int _ = call(END, run, result).update(connection);
  }

  /** Throws if the error is a violated constraint of this table; returns for any other error. */
  static void throwIfViolated(SQLException e) throws DuplicateRunException, ExpiredRunException {
    ServerErrorMessage server = e instanceof PSQLException own ? own.getServerErrorMessage() : null;
    if (server == null || !"runnerbean".equals(server.getSchema())) {
      return;
    }
    String constraint = server.getConstraint();
    if (UNIQUE_VIOLATION.equals(e.getSQLState())
        && constraint != null
        && PRIMARY_KEY.matcher(constraint).matches()) {
      throw new DuplicateRunException(e);
    }
    if (CHECK_VIOLATION.equals(e.getSQLState()) && "run".equals(server.getTable())) {
      throw new ExpiredRunException(e);
    }
  }

  private void add(Sql sql, Connection connection, RunRecord run, RunResult result)
      throws SQLException, DuplicateRunException, ExpiredRunException {
    try {
      int _ = call(sql, run, result).update(connection);
    } catch (SQLException e) {
      throwIfViolated(e);
      throw e;
    }
  }

  private Sql.Call call(Sql sql, RunRecord run, RunResult result) {
    return sql.with("id", run.id())
        .with("job_type", run.jobType())
        .with("state", result.state().label())
        .with("attempt", run.attempt())
        .with("worker", worker)
        .with("message_id", run.source().messageId())
        .with("scheduled_at", run.source().scheduledAt())
        .with("origin", run.origin())
        .with("took", result.took())
        .with("reason", result.reason())
        .with("result", result.result())
        .with("log", retention.log(result))
        .with("payload", retention.payload(run, result));
  }

  private static Earlier earlier(boolean locked, @Nullable Boolean reported) {
    if (!locked || Boolean.TRUE.equals(reported)) {
      return Earlier.RUNNING;
    }
    return reported == null ? Earlier.UNKNOWN : Earlier.WORKER_LOST;
  }

  static @Nullable Double seconds(RunResult result) {
    return result.took() == null ? null : result.took().toNanos() / 1e9;
  }
}
