package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the workers tell about the runs they are at work on, and what they are told in return. */
public final class WorkerRuns {

  /** A worker that was killed tells no more; what it told is believed for a while. */
  static final String BELIEVED = "seen_at > clock_timestamp() - interval '15 seconds'";

  private static final String TELL =
      """
      with told as (
        select * from unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::float8[],
            ?::bigint[], ?::bigint[], ?::text[])
          as t (run_id, job_type, attempt, message_id, age, done, total, note)
      ), over as (
        delete from runnerbean.worker_run
        where run_id not in (select run_id from told) and (worker = ? or not %s)
      )
      insert into runnerbean.worker_run
        (run_id, job_type, worker, attempt, message_id, started_at, done, total, note)
      select run_id, job_type, ?, attempt, message_id,
        clock_timestamp() - make_interval(secs => age), done, total, note
      from told
      on conflict (run_id) do update
      set worker = excluded.worker, attempt = excluded.attempt, started_at = excluded.started_at,
          done = excluded.done, total = excluded.total, note = excluded.note,
          seen_at = clock_timestamp()
      returning run_id, cancelled or exists (
        select from runnerbean.job_queue q where q.run_id = worker_run.run_id and q.cancelled)
      """
          .formatted(BELIEVED);

  private static final String CANCEL =
      """
      update runnerbean.worker_run w set cancelled = true
      where run_id = ? and %s
        and not exists (select from runnerbean.job_run r where r.run_id = w.run_id)
      returning worker
      """
          .formatted(BELIEVED);

  private final DataSource control;
  private final String worker;

  /** Tells on behalf of one worker. */
  public WorkerRuns(DataSource control, String worker) {
    this.control = control;
    this.worker = worker;
  }

  /**
   * Tells all that runs now, and by that what no longer does.
   *
   * @return those that a person wants to end
   */
  public Set<UUID> tell(Collection<WorkerRun> runs) throws SQLException {
    try (Connection connection = control.getConnection();
        PreparedStatement tell = connection.prepareStatement(TELL)) {
      connection.setAutoCommit(true);
      var _ =
          new Parameters(tell)
              .add(column(runs, run -> run.facts().runId(), UUID[]::new))
              .add(column(runs, run -> run.facts().jobType(), String[]::new))
              .add(column(runs, run -> run.facts().attempt(), Integer[]::new))
              .add(column(runs, run -> run.facts().delivery().messageId(), String[]::new))
              .add(column(runs, run -> run.age().toNanos() / 1e9, Double[]::new))
              .add(column(runs, told(Progress::done), Long[]::new))
              .add(column(runs, told(Progress::total), Long[]::new))
              .add(column(runs, told(Progress::note), String[]::new))
              .add(worker)
              .add(worker);
      return cancelled(tell.executeQuery());
    }
  }

  /**
   * Has the worker that is at work on this run told that it is to end, as part of the connection's
   * transaction.
   *
   * @return that worker
   */
  public static Optional<String> cancel(Connection connection, UUID runId) throws SQLException {
    try (PreparedStatement cancel = connection.prepareStatement(CANCEL)) {
      var _ = new Parameters(cancel).add(runId);
      ResultSet row = cancel.executeQuery();
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  private static <T extends @Nullable Object> T[] column(
      Collection<WorkerRun> runs, Function<WorkerRun, T> of, IntFunction<T[]> array) {
    return runs.stream().map(of).toArray(array);
  }

  private static <T> Function<WorkerRun, @Nullable T> told(Function<Progress, T> of) {
    return run -> {
      Progress progress = run.progress();
      return progress == null ? null : of.apply(progress);
    };
  }

  private static Set<UUID> cancelled(ResultSet row) throws SQLException {
    Set<UUID> cancelled = new HashSet<>();
    while (row.next()) {
      if (row.getBoolean(2)) {
        cancelled.add(row.getObject(1, UUID.class));
      }
    }
    return cancelled;
  }
}
