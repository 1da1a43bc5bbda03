package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All runs that the ledger knows of, wherever they stand. */
public final class Runs {

  private static final String IN_CUSTODY =
      """
      select q.run_id, q.job_type, case
          when q.worker is not null then 'running'
          when q.attempt > 0 then 'retrying'
          when q.due > now() then 'scheduled'
          else 'waiting' end as state,
        q.attempt, q.worker, case when q.worker is null then q.due end as due, w.started_at,
        null::timestamptz as finished_at, null as reason, w.done, w.total, w.note
      from runnerbean.job_queue q left join runnerbean.worker_run w using (run_id)
      """;

  private static final String DIRECT =
      """
      select w.run_id, w.job_type, 'running', w.attempt, w.worker, null, w.started_at, null, null,
        w.done, w.total, w.note
      from runnerbean.worker_run w
      where %s and not exists (select from runnerbean.job_queue q where q.run_id = w.run_id)
        and not exists (select from runnerbean.job_run r where r.run_id = w.run_id)
      """
          .formatted(WorkerRuns.BELIEVED);

  private static final String ENDED =
      """
      select run_id, job_type, state, attempt, worker, null::timestamptz as due, started_at,
        finished_at, reason, null::bigint as done, null::bigint as total, null as note
      from runnerbean.job_run
      """;

  /** Each part stops where the page ends, so that history is read no further than it shows. */
  private static final String PAGE =
      """
      (select * from (%s) as part
       where (?::text is null or job_type = ?) and (?::text is null or state = ?)
         and (?::uuid is null or run_id < ?)
       order by run_id desc limit ?)
      """;

  private static final String KEPT =
      "select result, log, payload from runnerbean.job_run where run_id = ?";

  /** The latest that fit. */
  public List<RunRow> list(Connection connection, RunFilter filter) throws SQLException {
    List<String> parts = new ArrayList<>();
    if (filter.includesLive()) {
      parts.add(PAGE.formatted(IN_CUSTODY + " union all " + DIRECT));
    }
    if (filter.includesEnded()) {
      parts.add(PAGE.formatted(ENDED));
    }
    String sql =
        "select * from (%s) as page order by run_id desc limit %d"
            .formatted(String.join(" union all ", parts), filter.most());
    try (PreparedStatement list = connection.prepareStatement(sql)) {
      Parameters parameters = new Parameters(list);
      for (String _ : parts) {
        set(parameters, filter);
      }
      return read(list);
    }
  }

  /** This one. */
  public Optional<RunRow> find(Connection connection, UUID runId) throws SQLException {
    String sql =
        "select * from (%s union all %s union all %s) as run where run_id = ?"
            .formatted(IN_CUSTODY, DIRECT, ENDED);
    try (PreparedStatement find = connection.prepareStatement(sql)) {
      var _ = new Parameters(find).add(runId);
      return read(find).stream().findFirst();
    }
  }

  /** What history keeps of a run beside its row; empty if it has not ended. */
  public Optional<Kept> kept(Connection connection, UUID runId) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(KEPT)) {
      var _ = new Parameters(find).add(runId);
      ResultSet row = find.executeQuery();
      return row.next()
          ? Optional.of(new Kept(row.getString(1), row.getString(2), row.getString(3)))
          : Optional.empty();
    }
  }

  /** What history may keep of a run; null: it does not. */
  public record Kept(@Nullable String result, @Nullable String log, @Nullable String payload) {}

  private static void set(Parameters parameters, RunFilter filter) throws SQLException {
    var _ =
        parameters
            .add(filter.type())
            .add(filter.type())
            .add(filter.state())
            .add(filter.state())
            .add(filter.before())
            .add(filter.before())
            .add(filter.most());
  }

  private static List<RunRow> read(PreparedStatement select) throws SQLException {
    List<RunRow> runs = new ArrayList<>();
    ResultSet row = select.executeQuery();
    while (row.next()) {
      runs.add(RunRow.of(row));
    }
    return runs;
  }
}
