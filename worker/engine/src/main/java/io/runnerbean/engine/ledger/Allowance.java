package io.runnerbean.engine.ledger;

import io.runnerbean.job.Limits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the limits of a type leave room for, which nobody else can use until the transaction ends.
 */
record Allowance(Connection connection, String type, Limits limits) {

  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('runnerbean limits of ' || ?, 0))";

  private static final String FORGET =
      """
      delete from runnerbean.job_start
      where job_type = ? and started_at <= clock_timestamp() - make_interval(secs => ?)
      """;

  /** A lease that lapsed counts until it is taken over: its job may still be at work. */
  private static final String ROOM =
      """
      select greatest(0, least(
        ? - (select count(*) from runnerbean.job_queue where worker is not null and job_type = ?),
        ? - (select count(*) from runnerbean.job_start where job_type = ?)))
      """;

  private static final String USE =
      "insert into runnerbean.job_start (job_type) select ? from generate_series(1, ?)";

  /** Waits for whoever else begins runs of this type. Only then can what it began be seen. */
  static Allowance lock(Connection connection, String type, Limits limits) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      var _ = new Parameters(lock).add(type);
      lock.execute();
    }
    return new Allowance(connection, type, limits);
  }

  int room() throws SQLException {
    forgetOldStarts();
    try (PreparedStatement room = connection.prepareStatement(ROOM)) {
      var _ =
          new Parameters(room).add(limits.concurrency()).add(type).add(limits.starts()).add(type);
      ResultSet row = room.executeQuery();
      row.next();
      return row.getInt(1);
    }
  }

  /** So many attempts begin now. */
  void use(int starts) throws SQLException {
    if (limits.hasRate()) {
      try (PreparedStatement use = connection.prepareStatement(USE)) {
        var _ = new Parameters(use).add(type).add(starts);
        use.executeUpdate();
      }
    }
  }

  private void forgetOldStarts() throws SQLException {
    if (limits.hasRate()) {
      try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
        var _ = new Parameters(forget).add(type).add(limits.period());
        forget.executeUpdate();
      }
    }
  }
}
