package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code worker_run}: which runs the workers run now, as each reports once a second. A
 * row that is no longer refreshed shows that its worker was lost.
 */
public final class ActiveRuns {

  /** A worker that lives has reported within this time. */
  public static final String IS_RECENT = "seen_at > clock_timestamp() - interval '15 seconds'";

  private static final Sql REPORT =
      Sql.of(
          """
          with reported as (
            select * from unnest(:ids::uuid[], :types::text[], :attempts::int[], :messages::text[],
                :ages::float8[], :done::bigint[], :totals::bigint[], :notes::text[])
              as t (run_id, job_type, attempt, message_id, age, done, total, note)
          ), ended as (
            delete from runnerbean.worker_run
            where run_id not in (select run_id from reported)
              and (worker = :worker and seen_at < clock_timestamp() - interval '500 ms'
                or seen_at < clock_timestamp() - interval '1 day')
          )
          insert into runnerbean.worker_run
            (run_id, job_type, worker, attempt, message_id, started_at, done, total, note)
          select run_id, job_type, :worker, attempt, message_id,
            clock_timestamp() - make_interval(secs => age), done, total, note
          from reported
          on conflict (run_id) do update
          set worker = excluded.worker, attempt = excluded.attempt,
              started_at = excluded.started_at, done = excluded.done, total = excluded.total,
              note = excluded.note, seen_at = clock_timestamp()
          returning run_id, cancelled or exists (
            select from runnerbean.job_queue q
            where q.run_id = worker_run.run_id and q.cancelled) as cancelled
          """);

  private static final Sql BEGIN =
      Sql.of(
          """
          insert into runnerbean.worker_run (run_id, job_type, worker, attempt, message_id, started_at)
          values (:id, :type, :worker, :attempt, :message, clock_timestamp())
          on conflict (run_id) do update
          set worker = excluded.worker, started_at = excluded.started_at,
              seen_at = clock_timestamp()
          """);

  private static final Sql CLEAR =
      Sql.of("delete from runnerbean.worker_run where worker = :worker");

  private static final Sql CANCEL =
      Sql.of(
          """
          update runnerbean.worker_run w set cancelled = true
          where run_id = :id and %s
            and not exists (
              select from runnerbean.run r where r.id = w.run_id and r.state <> 'queued')
          returning worker
          """
              .formatted(IS_RECENT));

  private final String worker;

  /** Reports on behalf of a worker. */
  public ActiveRuns(String worker) {
    this.worker = worker;
  }

  /**
   * Reports all that this worker runs now, and deletes what it no longer runs.
   *
   * @return the runs that an operator has cancelled
   */
  public Set<UUID> report(Connection connection, Collection<ActiveRun> runs) throws SQLException {
    List<CancelFlag> flags =
        REPORT
            .with("ids", Sql.column(runs, UUID.class, run -> run.run().id()))
            .with("types", Sql.column(runs, String.class, run -> run.run().jobType()))
            .with("attempts", Sql.column(runs, Integer.class, run -> run.run().attempt()))
            .with("messages", Sql.column(runs, String.class, run -> run.run().source().messageId()))
            .with("ages", Sql.column(runs, Double.class, run -> run.age().toNanos() / 1e9))
            .with("done", Sql.column(runs, Long.class, run -> done(run.progress())))
            .with("totals", Sql.column(runs, Long.class, run -> total(run.progress())))
            .with("notes", Sql.column(runs, String.class, run -> note(run.progress())))
            .with("worker", worker)
            .list(
                connection,
                row ->
                    new CancelFlag(
                        row.getObject("run_id", UUID.class), row.getBoolean("cancelled")));
    Set<UUID> cancelled = new HashSet<>();
    flags.stream().filter(CancelFlag::cancelled).map(CancelFlag::run).forEach(cancelled::add);
    return cancelled;
  }

  /**
   * Reports a run before it begins, so that the loss of its worker is noticed in any case. The next
   * report leaves this row alone: the run may have begun since.
   */
  public void begin(Connection connection, RunRecord run) throws SQLException {
    int _ =
        BEGIN
            .with("id", run.id())
            .with("type", run.jobType())
            .with("worker", worker)
            .with("attempt", run.attempt())
            .with("message", run.source().messageId())
            .update(connection);
  }

  /** Deletes this worker's rows. */
  public void clear(Connection connection) throws SQLException {
    int _ = CLEAR.with("worker", worker).update(connection);
  }

  /**
   * Asks the worker that runs this to end it.
   *
   * @return that worker; empty: none runs it
   */
  public static Optional<String> cancel(Connection connection, UUID runId) throws SQLException {
    return CANCEL.with("id", runId).first(connection, row -> row.getString(1));
  }

  private record CancelFlag(UUID run, boolean cancelled) {}

  private static @Nullable Long done(@Nullable Progress progress) {
    return progress == null ? null : progress.done();
  }

  private static @Nullable Long total(@Nullable Progress progress) {
    return progress == null ? null : progress.total();
  }

  private static @Nullable String note(@Nullable Progress progress) {
    return progress == null ? null : progress.note();
  }
}
