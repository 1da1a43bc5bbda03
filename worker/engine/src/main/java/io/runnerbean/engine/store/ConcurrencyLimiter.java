package io.runnerbean.engine.store;

import io.runnerbean.engine.database.AdvisoryLock;
import io.runnerbean.engine.database.Sql;
import io.runnerbean.job.Limits;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The room that the limits of a type leave. Starts are counted in hundredths of the limit's period,
 * so that a high rate needs no more rows than a low one.
 */
record ConcurrencyLimiter(String type, Limits limits) {

  private static final int PARTS = 100;

  private static final Sql FORGET =
      Sql.of(
          """
          delete from runnerbean.job_start
          where job_type = :type and began <= clock_timestamp() - make_interval(secs => :period)
            - make_interval(secs => :part)
          """);

  /** A lease that has expired counts until the run is taken over: its job may still run. */
  private static final Sql ROOM =
      Sql.of(
          """
          select greatest(0, least(
            :concurrency
              - (select count(*) from runnerbean.job_queue where worker is not null and job_type = :type),
            :starts
              - (select coalesce(sum(starts), 0) from runnerbean.job_start where job_type = :type)))
          """);

  private static final Sql START =
      Sql.of(
          """
          insert into runnerbean.job_start as s (job_type, began, starts)
          values (:type,
            to_timestamp(floor(extract(epoch from clock_timestamp())::float8 / :part) * :part),
            :starts)
          on conflict (job_type, began) do update set starts = s.starts + excluded.starts
          """);

  /** Keeps other workers from claiming runs of this type until the transaction ends. */
  boolean tryLock(Connection connection) throws SQLException {
    return AdvisoryLock.LIMITS.tryFor(connection, type);
  }

  int room(Connection connection) throws SQLException {
    if (limits.hasRate()) {
      int _ =
          FORGET
              .with("type", type)
              .with("period", limits.period())
              .with("part", part())
              .update(connection);
    }
    return ROOM.with("concurrency", limits.concurrency())
        .with("starts", limits.starts())
        .with("type", type)
        .one(connection, row -> row.getInt(1));
  }

  /** Counts this many starts. */
  void started(Connection connection, int starts) throws SQLException {
    if (limits.hasRate() && starts > 0) {
      int _ =
          START.with("type", type).with("part", part()).with("starts", starts).update(connection);
    }
  }

  private double part() {
    return limits.period().toNanos() / 1e9 / PARTS;
  }
}
