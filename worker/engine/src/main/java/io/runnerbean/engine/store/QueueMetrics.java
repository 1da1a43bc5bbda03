package io.runnerbean.engine.store;

import io.runnerbean.engine.database.AdvisoryLock;
import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The length and age of the queue. One worker counts them every few seconds for all.
 *
 * @param queued runs in the job queue; it counts no further than 2,000,000
 * @param oldestDue for how long the run that is due longest has been due, of those that no worker
 *     has claimed and whose type is not paused
 * @param deadLetters likewise counted up to 2,000,000
 */
public record QueueMetrics(long queued, Duration oldestDue, long deadLetters) {

  private static final int MOST = 2_000_000;

  private static final Sql READ = Sql.of("select * from runnerbean.queue_status");

  private static final Sql IS_OLD =
      Sql.of(
          """
          select not exists (
            select from runnerbean.queue_status
            where counted_at > clock_timestamp() - make_interval(secs => :age))
          """);

  /** Visits each type by the index, to leave out paused types. */
  private static final Sql COUNT =
      Sql.of(
          JobClaims.WAITING_TYPES
              + """
              insert into runnerbean.queue_status (queued, oldest_due_seconds, dead_letters)
              select
                (select count(*) from (select from runnerbean.job_queue limit :most) as counted),
                (select coalesce(greatest(0, max(extract(epoch from clock_timestamp() - (
                    select min(due) from runnerbean.job_queue d
                    where d.worker is null and d.job_type = w.job_type)))), 0)
                  from waiting w
                  where not exists (
                    select from runnerbean.paused_type p where p.job_type = w.job_type)),
                (select count(*) from (select from runnerbean.dead_letter limit :most) as counted)
              on conflict (id) do update
              set queued = excluded.queued, oldest_due_seconds = excluded.oldest_due_seconds,
                  dead_letters = excluded.dead_letters, counted_at = clock_timestamp()
              """);

  /** What was counted last; empty: nothing was counted yet. */
  public static Optional<QueueMetrics> read(Connection connection) throws SQLException {
    return READ.list(connection, QueueMetrics::of).stream().findFirst();
  }

  /** Counts if no worker has counted within this time, and none counts now. */
  public static void countIfOlder(Connection connection, Duration age) throws SQLException {
    boolean isOld = IS_OLD.with("age", age).one(connection, row -> row.getBoolean(1));
    if (isOld && AdvisoryLock.QUEUE_COUNT.tryFor(connection, "")) {
      int _ = COUNT.with("most", MOST).update(connection);
    }
  }

  private static QueueMetrics of(ResultSet row) throws SQLException {
    return new QueueMetrics(
        row.getLong("queued"),
        Duration.ofSeconds(row.getLong("oldest_due_seconds")),
        row.getLong("dead_letters"));
  }
}
