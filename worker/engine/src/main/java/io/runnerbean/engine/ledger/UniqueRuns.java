package io.runnerbean.engine.ledger;

import io.runnerbean.job.Unique.During;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Which run has a key. There is one row per type and key, by a unique index: whoever would add
 * another waits until it is certain who was first. Each method is part of the connection's
 * transaction.
 */
public final class UniqueRuns {

  private static final String EXPIRE =
      """
      delete from runnerbean.unique_run
      where job_type = ? and key = ? and expires_at < clock_timestamp()
      """;

  private static final String INSERT =
      """
      insert into runnerbean.unique_run (job_type, key, run_id, until_begun, expires_at)
      values (?, ?, ?, ?, clock_timestamp() + make_interval(secs => ?))
      """;

  /** Whoever has it is not locked: a claim locks the queue's row first, and so must all others. */
  private static final String TAKE = INSERT + "on conflict do nothing";

  private static final String TAKE_OVER =
      INSERT
          + """
          on conflict (job_type, key) do update
          set run_id = excluded.run_id, until_begun = excluded.until_begun,
              expires_at = excluded.expires_at, in_custody = null
          """;

  private static final String HOLDER =
      "select run_id from runnerbean.unique_run where job_type = ? and key = ?";

  /** The queue's row takes it along when the run ends. */
  private static final String TIE =
      "update runnerbean.unique_run set in_custody = run_id where job_type = ? and key = ?";

  private static final String BEGUN =
      "delete from runnerbean.unique_run where run_id = any (?) and until_begun";

  private static final String PRUNE =
      "delete from runnerbean.unique_run where expires_at < clock_timestamp()";

  /** What makes a run unique. */
  public record Key(String type, String key, During during, Duration time) {}

  /** Takes the key for a run; false if another has it. One whose time is over counts as none. */
  public boolean take(Connection connection, Key key, UUID runId) throws SQLException {
    try (PreparedStatement expire = connection.prepareStatement(EXPIRE)) {
      var _ = new Parameters(expire).add(key.type()).add(key.key());
      expire.executeUpdate();
    }
    return put(TAKE, connection, key, runId);
  }

  /** The run that has the key; empty: none, by now. */
  public Optional<UUID> holder(Connection connection, Key key) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(HOLDER)) {
      var _ = new Parameters(find).add(key.type()).add(key.key());
      ResultSet row = find.executeQuery();
      return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
    }
  }

  /** Gives the key to this run, whoever had it. */
  public void takeOver(Connection connection, Key key, UUID runId) throws SQLException {
    boolean _ = put(TAKE_OVER, connection, key, runId);
  }

  /** Lets the key go with the run, which is in the queue by now; one for a period stays. */
  public void tie(Connection connection, Key key) throws SQLException {
    if (key.during() != During.PERIOD) {
      try (PreparedStatement tie = connection.prepareStatement(TIE)) {
        var _ = new Parameters(tie).add(key.type()).add(key.key());
        tie.executeUpdate();
      }
    }
  }

  /** Attempts at these runs begin: keys that last no longer are free. */
  static void begun(Connection connection, Collection<LeasedRun> runs) throws SQLException {
    try (PreparedStatement begun = connection.prepareStatement(BEGUN)) {
      var _ =
          new Parameters(begun)
              .add(runs.stream().map(run -> run.facts().runId()).toArray(UUID[]::new));
      begun.executeUpdate();
    }
  }

  /** Forgets keys whose time is over. */
  static void prune(Connection connection) throws SQLException {
    try (PreparedStatement prune = connection.prepareStatement(PRUNE)) {
      prune.executeUpdate();
    }
  }

  private static boolean put(String sql, Connection connection, Key key, UUID runId)
      throws SQLException {
    try (PreparedStatement put = connection.prepareStatement(sql)) {
      var _ =
          new Parameters(put)
              .add(key.type())
              .add(key.key())
              .add(runId)
              .add(key.during() == During.QUEUED)
              .add(key.during() == During.PERIOD ? key.time() : null);
      return put.executeUpdate() > 0;
    }
  }
}
