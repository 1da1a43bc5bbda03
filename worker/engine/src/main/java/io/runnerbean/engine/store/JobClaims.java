package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import io.runnerbean.job.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Claims queued runs for one worker, by leases. Times are the database's, so no worker's clock
 * matters. No statement here waits for a lock.
 */
public final class JobClaims {

  /** The maximum total size, in bytes, of the claimed payloads that wait for a slot. */
  private static final int PAYLOADS = 8 << 20;

  /** An index skip scan: one index lookup for each job type. Other rows are not read. */
  static final String WAITING_TYPES =
      """
      with recursive waiting (job_type) as (
        select min(job_type) from runnerbean.job_queue where worker is null
        union all
        select (
          select min(next.job_type) from runnerbean.job_queue next
          where next.worker is null and next.job_type > q.job_type)
        from waiting q where q.job_type is not null
      )
      """;

  private static final Sql DUE_TYPES =
      Sql.of(
          WAITING_TYPES
              + """
              select q.job_type from waiting q
                cross join lateral (
                  select from runnerbean.job_queue due
                  where worker is null and due.job_type = q.job_type
                    and due <= statement_timestamp()
                  order by due limit 1) as first
              where q.job_type = any (:types)
                and not exists (select from runnerbean.paused_type p where p.job_type = q.job_type)
              """);

  /**
   * These settings hold until the transaction ends. PostgreSQL keeps one plan of the claim for each
   * connection, because planning takes longer than claiming. The plan uses the indexes even if the
   * queue was empty when it was made.
   */
  private static final String ONE_PLAN =
      """
      set local plan_cache_mode = force_generic_plan;
      set local enable_seqscan = off;
      set local enable_bitmapscan = off;
      set local enable_sort = off;
      """;

  /**
   * Increments the lease number, which fences. Beyond one run for each slot, it claims no more than
   * memory has room for. The condition on {@code paused_type} does not depend on the row, so
   * PostgreSQL evaluates it once; otherwise it would sort the whole queue. The ids form an array,
   * so each row is found by its key; with a join, the generic plan would read the whole queue.
   */
  private static final Sql CLAIM =
      Sql.of(
          ONE_PLAN
              + """
              with found as materialized (
                select run_id, octet_length(payload) as bytes
                from runnerbean.job_queue
                where worker is null and job_type = :type and due <= statement_timestamp()
                  and not exists (select from runnerbean.paused_type where job_type = :type)
                order by due limit :runs for update skip locked
              ), so_far as (
                select run_id, row_number() over () as place,
                  sum(bytes) over (rows unbounded preceding) as bytes
                from found
              )
              update runnerbean.job_queue
              set lease = lease + 1, worker = :worker, attempt = attempt + 1,
                  leased_until = clock_timestamp() + make_interval(secs => :time)
              where run_id = any (
                array(select run_id from so_far where place <= :slots or bytes <= %d))
              returning *
              """
                  .formatted(PAYLOADS));

  private static final Sql TAKE_OVER =
      Sql.of(
          """
          with expired as materialized (
            select run_id, worker from runnerbean.job_queue
            where worker is not null and leased_until < statement_timestamp()
            limit :runs for update skip locked
          )
          update runnerbean.job_queue q
          set lease = lease + 1, worker = :worker,
              leased_until = clock_timestamp() + make_interval(secs => :time)
          where run_id = any (array(select run_id from expired))
          returning q.*, (select e.worker from expired e where e.run_id = q.run_id) as holder
          """);

  /** A row that another transaction has locked is that of a run that ends: it needs no renewal. */
  private static final Sql RENEW =
      Sql.of(
          """
          with held as materialized (
            select q.run_id from unnest(:ids::uuid[], :leases::bigint[]) as h (run_id, lease)
              join runnerbean.job_queue q on q.run_id = h.run_id and q.lease = h.lease
          ), free as materialized (
            select q.run_id from runnerbean.job_queue q
            where q.run_id = any (array(select run_id from held))
            order by q.run_id for update skip locked
          ), renewed as (
            update runnerbean.job_queue
            set leased_until = clock_timestamp() + make_interval(secs => :time)
            where run_id = any (array(select run_id from free))
          )
          select run_id from held
          """);

  private final String worker;
  private final Duration time;

  /**
   * Claims for one worker.
   *
   * @param time how long a lease lasts that is not renewed
   */
  public JobClaims(String worker, Duration time) {
    this.worker = worker;
    this.time = time;
  }

  /** A run whose lease has expired, and the worker that had it. */
  public record Expired(ClaimedRun run, String holder) {}

  /** Returns the given types that are not paused and have a due run. */
  public List<String> dueTypes(Connection connection, Set<String> types) throws SQLException {
    return DUE_TYPES
        .with("types", types.toArray(String[]::new))
        .list(connection, row -> row.getString(1));
  }

  /**
   * Claims runs of a type, longest due first; each is the begin of an attempt.
   *
   * @param limits it claims no more than they allow, whichever worker claims at the same time.
   *     While another worker claims runs of this type, it claims none.
   */
  public List<ClaimedRun> claim(Connection connection, String type, ClaimSize size, Limits limits)
      throws SQLException {
    if (limits.isNone()) {
      return claim(connection, type, size);
    }
    ConcurrencyLimiter limiter = new ConcurrencyLimiter(type, limits);
    if (!limiter.tryLock(connection)) {
      return List.of();
    }
    ClaimSize allowed = ClaimSize.of(Math.min(size.slots(), limiter.room(connection)));
    List<ClaimedRun> claimed = claim(connection, type, allowed);
    limiter.started(connection, claimed.size());
    return claimed;
  }

  /**
   * Claims runs whose lease another worker did not renew; the numbers of their attempts stay the
   * same.
   */
  public List<Expired> takeOver(Connection connection, int most) throws SQLException {
    return TAKE_OVER
        .with("runs", most)
        .with("worker", worker)
        .with("time", time)
        .list(connection, row -> new Expired(ClaimedRun.of(row), row.getString("holder")));
  }

  /**
   * Makes leases last from now.
   *
   * @return the runs whose lease is still valid
   */
  public Set<UUID> renew(Connection connection, Collection<ClaimedRun> runs) throws SQLException {
    return new HashSet<>(
        RENEW
            .with("ids", runs.stream().map(run -> run.run().id()).toArray(UUID[]::new))
            .with("leases", runs.stream().map(ClaimedRun::lease).toArray(Long[]::new))
            .with("time", time)
            .list(connection, row -> row.getObject(1, UUID.class)));
  }

  private List<ClaimedRun> claim(Connection connection, String type, ClaimSize size)
      throws SQLException {
    return CLAIM
        .with("type", type)
        .with("runs", size.runs())
        .with("slots", size.slots())
        .with("worker", worker)
        .with("time", time)
        .list(connection, ClaimedRun::of);
  }
}
