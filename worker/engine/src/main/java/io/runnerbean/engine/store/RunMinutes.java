package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;

/**
 * The table {@code run_minute}: sums of what the workers did, per job type and minute. Each worker
 * adds its own, so statistics need no look at the rows of runs.
 */
public final class RunMinutes {

  /** Histograms are added place by place. */
  private static final String ADD_UP =
      "(select array_agg(x + y order by place) from unnest(m.%1$s, excluded.%1$s) with ordinality as t (x, y, place))";

  private static final Sql ADD =
      Sql.of(
          """
          insert into runnerbean.run_minute as m
            (minute, job_type, succeeded, failed, retried, dead, run_times, wait_times)
          select date_trunc('minute', clock_timestamp()), job_type, succeeded, failed, retried, dead,
            run_times::bigint[], wait_times::bigint[]
          from unnest(:types::text[], :succeeded::bigint[], :failed::bigint[], :retried::bigint[],
              :dead::bigint[], :run_times::text[], :wait_times::text[])
            as s (job_type, succeeded, failed, retried, dead, run_times, wait_times)
          on conflict (minute, job_type) do update
          set succeeded = m.succeeded + excluded.succeeded, failed = m.failed + excluded.failed,
              retried = m.retried + excluded.retried, dead = m.dead + excluded.dead,
              run_times = %s, wait_times = %s
          """
              .formatted(ADD_UP.formatted("run_times"), ADD_UP.formatted("wait_times")));

  private static final Sql PRUNE =
      Sql.of("delete from runnerbean.run_minute where minute < :first::date");

  /**
   * What a worker did of one job type.
   *
   * @param succeeded attempts that succeeded
   * @param failed attempts that failed
   * @param retried attempts that were not the first of their run
   * @param dead runs that ended dead or discarded
   * @param runTimes how many attempts took less than 1, 2, 4, 8 … ms, the last: any longer time
   * @param waitTimes how long runs had been due before they began, likewise
   */
  public record Sums(
      String jobType,
      long succeeded,
      long failed,
      long retried,
      long dead,
      String runTimes,
      String waitTimes) {}

  private RunMinutes() {}

  /** Adds what a worker did, to the minute that it is now by the database's clock. */
  public static void add(Connection connection, Collection<Sums> sums) throws SQLException {
    int _ =
        ADD.with("types", Sql.column(sums, String.class, Sums::jobType))
            .with("succeeded", Sql.column(sums, Long.class, Sums::succeeded))
            .with("failed", Sql.column(sums, Long.class, Sums::failed))
            .with("retried", Sql.column(sums, Long.class, Sums::retried))
            .with("dead", Sql.column(sums, Long.class, Sums::dead))
            .with("run_times", Sql.column(sums, String.class, Sums::runTimes))
            .with("wait_times", Sql.column(sums, String.class, Sums::waitTimes))
            .update(connection);
  }

  /** Deletes the minutes before this day. */
  static void prune(Connection connection, LocalDate first) throws SQLException {
    int _ = PRUNE.with("first", first).update(connection);
  }
}
