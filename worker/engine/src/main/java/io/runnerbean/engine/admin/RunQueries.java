package io.runnerbean.engine.admin;

import io.runnerbean.engine.database.Sql;
import io.runnerbean.engine.store.ActiveRuns;
import io.runnerbean.engine.store.FailedAttempt;
import io.runnerbean.engine.store.FailedAttempts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds runs, whether they wait, run, or have ended. */
public final class RunQueries {

  private static final String QUEUED =
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

  /** A direct run has no row before it ends, but its worker reports it. */
  private static final String DIRECT =
      """
      select w.run_id, w.job_type, 'running', w.attempt, w.worker, null, w.started_at, null, null,
        w.done, w.total, w.note
      from runnerbean.worker_run w
      where w.%s and not exists (select from runnerbean.run r where r.id = w.run_id)
        and not exists (select from runnerbean.job_queue q where q.run_id = w.run_id)
      """
          .formatted(ActiveRuns.IS_RECENT);

  private static final String ENDED =
      """
      select id as run_id, job_type, state, attempt, worker, null::timestamptz as due, started_at,
        finished_at, reason, null::bigint as done, null::bigint as total, null as note
      from runnerbean.run where state <> 'queued'
      """;

  /** Each part stops where the page ends, so it reads only the rows that it shows. */
  private static final String PAGE =
      """
      (select * from (%s) as part
       where (:type::text is null or job_type = :type) and (:state::text is null or state = :state)
         and (:before::uuid is null or run_id < :before)
       order by run_id desc limit :most)
      """;

  private static final String LIST = "select * from (%s) as page order by run_id desc limit :most";

  private static final Sql LIST_ALL =
      Sql.of(
          LIST.formatted(
              PAGE.formatted(QUEUED + " union all " + DIRECT)
                  + " union all "
                  + PAGE.formatted(ENDED)));

  private static final Sql LIST_LIVE =
      Sql.of(LIST.formatted(PAGE.formatted(QUEUED + " union all " + DIRECT)));

  private static final Sql LIST_ENDED = Sql.of(LIST.formatted(PAGE.formatted(ENDED)));

  private static final Sql FIND =
      Sql.of(
          "select * from (%s union all %s union all %s) as run where run_id = :id"
              .formatted(QUEUED, DIRECT, ENDED));

  /** The newest days come first, and the oldest are not read once it is found. */
  private static final Sql BY_MESSAGE =
      Sql.of(
          """
          select id from (
            select id, 1 as place from runnerbean.run where message_id = :message
            union all
            select run_id, 0 from runnerbean.worker_run where message_id = :message) as found
          order by place, id desc limit 1
          """);

  private static final Sql KEPT =
      Sql.of("select result, log, payload, origin, successor from runnerbean.run where id = :id");

  /**
   * The details of a run that its view does not have.
   *
   * @param result what its job returned; null: nothing
   * @param log null: it is not kept, or its job logged nothing
   * @param payload null: it is not kept
   * @param origin the run that it repeats; null: none
   * @param successor the run that repeats it; null: none
   */
  public record Kept(
      @Nullable String result,
      @Nullable String log,
      @Nullable String payload,
      @Nullable UUID origin,
      @Nullable UUID successor) {}

  private final Administration administration;

  RunQueries(Administration administration) {
    this.administration = administration;
  }

  /** The latest that fit. */
  public List<RunView> list(RunFilter filter) throws SQLException {
    Sql sql = LIST_ALL;
    if (!filter.includesLive()) {
      sql = LIST_ENDED;
    } else if (!filter.includesEnded()) {
      sql = LIST_LIVE;
    }
    Sql.Call call =
        sql.with("type", filter.type())
            .with("state", filter.state())
            .with("before", filter.before())
            .with("most", filter.most());
    return administration.inTransaction(connection -> call.list(connection, RunView::of));
  }

  /** One run. */
  public Optional<RunView> find(UUID runId) throws SQLException {
    return administration.inTransaction(connection -> find(connection, runId));
  }

  /** The latest run of a message, by the id that SQS has given it. */
  public Optional<UUID> findByMessage(String messageId) throws SQLException {
    return administration.inTransaction(connection ->
        BY_MESSAGE
            .with("message", messageId)
            .first(connection, row -> row.getObject(1, UUID.class)));
  }

  /** What is kept of a run; empty: it has no row yet. */
  public Optional<Kept> kept(UUID runId) throws SQLException {
    return administration.inTransaction(connection -> kept(connection, runId));
  }

  /** The attempts of a run that failed, in their order. */
  public List<FailedAttempt> attempts(UUID runId) throws SQLException {
    return administration.inTransaction(connection -> FailedAttempts.of(connection, runId));
  }

  static Optional<RunView> find(Connection connection, UUID runId) throws SQLException {
    return FIND.with("id", runId).first(connection, RunView::of);
  }

  static Optional<Kept> kept(Connection connection, UUID runId) throws SQLException {
    return KEPT.with("id", runId)
        .first(
            connection,
            row ->
                new Kept(
                    row.getString("result"),
                    row.getString("log"),
                    row.getString("payload"),
                    row.getObject("origin", UUID.class),
                    row.getObject("successor", UUID.class)));
  }
}
