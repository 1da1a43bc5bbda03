package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import io.runnerbean.job.Unique.During;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code unique_key}: which run has a key. A unique index allows one row per type and
 * key: a transaction that would add another waits until the first has ended. The key of a run that
 * is no longer queued is free, so no run has to give its key back.
 */
public final class UniqueKeys {

  private static final String IS_FREE =
      """
      (expires_at < clock_timestamp() or (expires_at is null and not exists (
        select from runnerbean.job_queue q where q.run_id = u.run_id)))
      """;

  private static final Sql FREE =
      Sql.of(
          "delete from runnerbean.unique_key u where job_type = :type and key = :key and "
              + IS_FREE);

  private static final String INSERT =
      """
      insert into runnerbean.unique_key (job_type, key, run_id, until_started, expires_at)
      values (:type, :key, :run_id, :until_started,
        clock_timestamp() + make_interval(secs => :time))
      """;

  /**
   * Does not lock an existing row. To avoid deadlocks, every transaction must lock the row of
   * {@code job_queue} first, as a claim does.
   */
  private static final Sql TAKE = Sql.of(INSERT + "on conflict do nothing");

  private static final Sql TAKE_OVER =
      Sql.of(
          INSERT
              + """
              on conflict (job_type, key) do update
              set run_id = excluded.run_id, until_started = excluded.until_started,
                  expires_at = excluded.expires_at
              """);

  private static final Sql HOLDER =
      Sql.of("select run_id from runnerbean.unique_key where job_type = :type and key = :key");

  private static final Sql STARTED =
      Sql.of("delete from runnerbean.unique_key where run_id = any (:ids) and until_started");

  private static final Sql PRUNE =
      Sql.of(
          """
          delete from runnerbean.unique_key where ctid = any (array(
            select ctid from runnerbean.unique_key u where %s limit :rows))
          """
              .formatted(IS_FREE));

  /** The key of a run. */
  public record Key(String type, String text, During during, Duration time) {}

  /** Takes the key for a run; false if another run has it. */
  public boolean take(Connection connection, Key key, UUID runId) throws SQLException {
    int _ = FREE.with("type", key.type()).with("key", key.text()).update(connection);
    return insert(TAKE, connection, key, runId);
  }

  /** The run that has the key; empty: none, by now. */
  public Optional<UUID> holder(Connection connection, Key key) throws SQLException {
    return HOLDER
        .with("type", key.type())
        .with("key", key.text())
        .first(connection, row -> row.getObject(1, UUID.class));
  }

  /** Gives the key to this run, even if another run has it. */
  public void takeOver(Connection connection, Key key, UUID runId) throws SQLException {
    boolean _ = insert(TAKE_OVER, connection, key, runId);
  }

  /** First attempts at these runs begin: keys that are unique only while queued become free. */
  public static void started(Connection connection, Collection<ClaimedRun> runs)
      throws SQLException {
    int _ =
        STARTED
            .with("ids", runs.stream().map(run -> run.run().id()).toArray(UUID[]::new))
            .update(connection);
  }

  /** Deletes free keys. */
  static int prune(Connection connection, int rows) throws SQLException {
    return PRUNE.with("rows", rows).update(connection);
  }

  private static boolean insert(Sql sql, Connection connection, Key key, UUID runId)
      throws SQLException {
    return sql.with("type", key.type())
            .with("key", key.text())
            .with("run_id", runId)
            .with("until_started", key.during() == During.QUEUED)
            .with("time", key.during() == During.PERIOD ? key.time() : null)
            .update(connection)
        > 0;
  }
}
