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

  /** One whose time is over is as good as none. */
  private static final String TAKE =
      """
      insert into runnerbean.unique_run as u (job_type, key, run_id, until_begun, expires_at)
      values (?, ?, ?, ?, clock_timestamp() + make_interval(secs => ?))
      on conflict (job_type, key) do update
      set run_id = excluded.run_id, until_begun = excluded.until_begun,
          expires_at = excluded.expires_at, in_custody = null
      where u.expires_at < clock_timestamp()
      """;

  private static final String HOLDER =
      "select run_id from runnerbean.unique_run where job_type = ? and key = ? for update";

  /** The queue's row takes it along when the run ends. */
  private static final String TIE =
      "update runnerbean.unique_run set in_custody = run_id where job_type = ? and key = ?";

  private static final String HAND_OVER =
      """
      update runnerbean.unique_run
      set run_id = ?, in_custody = null, expires_at = clock_timestamp() + make_interval(secs => ?)
      where job_type = ? and key = ?
      """;

  private static final String BEGUN =
      "delete from runnerbean.unique_run where run_id = any (?) and until_begun";

  private static final String PRUNE =
      "delete from runnerbean.unique_run where expires_at < clock_timestamp()";

  /** What makes a run unique. */
  public record Key(String type, String key, During during, Duration time) {

    private Optional<Duration> expires() {
      return during == During.PERIOD ? Optional.of(time) : Optional.empty();
    }
  }

  /**
   * Takes the key for a run.
   *
   * @return the run that has it already; empty: it is this one's
   */
  public Optional<UUID> take(Connection connection, Key key, UUID runId) throws SQLException {
    while (true) {
      try (PreparedStatement take = connection.prepareStatement(TAKE)) {
        var _ =
            new Parameters(take)
                .add(key.type())
                .add(key.key())
                .add(runId)
                .add(key.during() == During.QUEUED)
                .add(key.expires().orElse(null));
        if (take.executeUpdate() > 0) {
          return Optional.empty();
        }
      }
      Optional<UUID> holder = holder(connection, key);
      if (holder.isPresent()) {
        return holder;
      }
    }
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

  /** Gives the key to another run than that which had it, and which may be gone. */
  public void handOver(Connection connection, Key key, UUID runId) throws SQLException {
    try (PreparedStatement handOver = connection.prepareStatement(HAND_OVER)) {
      var _ =
          new Parameters(handOver)
              .add(runId)
              .add(key.expires().orElse(null))
              .add(key.type())
              .add(key.key());
      handOver.executeUpdate();
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

  private static Optional<UUID> holder(Connection connection, Key key) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(HOLDER)) {
      var _ = new Parameters(find).add(key.type()).add(key.key());
      ResultSet row = find.executeQuery();
      return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
    }
  }
}
