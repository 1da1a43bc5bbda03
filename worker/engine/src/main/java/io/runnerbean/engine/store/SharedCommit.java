package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commits a transaction in which several direct runs have succeeded. */
public final class SharedCommit {

  private static final Sql ADD_AND_COMMIT =
      Sql.of(
          """
          insert into runnerbean.run
            (id, job_type, state, attempt, worker, message_id, scheduled_at, started_at, finished_at,
             result, log, payload)
          select id, job_type, :state, attempt, :worker, message_id, scheduled_at,
            clock_timestamp() - make_interval(secs => took), clock_timestamp(), result, log, payload
          from unnest(:ids::uuid[], :types::text[], :attempts::int[], :messages::text[],
            :scheduled::timestamptz[], :took::float8[], :results::text[], :logs::text[],
            :payloads::text[])
            as r (id, job_type, attempt, message_id, scheduled_at, took, result, log, payload);
          commit
          """);

  private final String worker;
  private final RetentionConfig retention;

  /** Writes on behalf of a worker, under the name that operators know it by. */
  public SharedCommit(String worker, RetentionConfig retention) {
    this.worker = worker;
    this.retention = retention;
  }

  /**
   * Adds the rows of the runs, and commits in the same message to PostgreSQL. It adds them in the
   * order of their ids, so that two transactions with the same messages cannot deadlock.
   *
   * @throws DuplicateRunException if one of them has a row already; nothing is committed
   * @throws ExpiredRunException if there is no partition for one of them; likewise
   */
  public void addAndCommit(Connection connection, List<EndedRun> runs)
      throws SQLException, DuplicateRunException, ExpiredRunException {
    List<EndedRun> sorted = new ArrayList<>(runs);
    sorted.sort(Comparator.comparing(run -> run.run().id()));
    try {
      int _ = call(sorted).update(connection);
    } catch (SQLException e) {
      Runs.throwIfViolated(e);
      throw e;
    }
  }

  private Sql.Call call(List<EndedRun> runs) {
    return ADD_AND_COMMIT
        .with("worker", worker)
        .with("state", RunState.SUCCEEDED.label())
        .with("ids", Sql.column(runs, UUID.class, run -> run.run().id()))
        .with("types", Sql.column(runs, String.class, run -> run.run().jobType()))
        .with("attempts", Sql.column(runs, Integer.class, run -> run.run().attempt()))
        .with("messages", Sql.column(runs, String.class, run -> run.run().source().messageId()))
        .with("scheduled", Sql.column(runs, String.class, SharedCommit::scheduledAt))
        .with("took", Sql.column(runs, Double.class, run -> Runs.seconds(run.result())))
        .with("results", Sql.column(runs, String.class, run -> run.result().result()))
        .with("logs", Sql.column(runs, String.class, run -> retention.log(run.result())))
        .with(
            "payloads",
            Sql.column(runs, String.class, run -> retention.payload(run.run(), run.result())));
  }

  private static @Nullable String scheduledAt(EndedRun run) {
    Instant time = run.run().source().scheduledAt();
    return time == null ? null : time.toString();
  }
}
