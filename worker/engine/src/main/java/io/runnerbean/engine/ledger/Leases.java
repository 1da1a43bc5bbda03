package io.runnerbean.engine.ledger;

import io.runnerbean.job.Limits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Gives runs in custody to one worker for a while. Times are the database's, so that no worker's
 * clock matters.
 */
public final class Leases {

  /** How long all payloads may be together that wait for their turn on a slot, in bytes. */
  private static final int PAYLOADS = 8 << 20;

  /**
   * Which runs, and what becomes of the attempt: the lease is counted up, so that it fences. Beyond
   * one for each slot, no more than memory has room for. Found as an array, whose rows are fetched
   * one by one: joined, a plan that must do for any number of them reads the whole queue.
   */
  private static final String LEASE =
      """
      with found as materialized (
        select run_id as found_id, worker as holder, octet_length(payload) as bytes
        from runnerbean.job_queue q where %%s
        limit ? for update skip locked
      ), so_far as (
        select found_id, row_number() over () as place,
          sum(bytes) over (rows unbounded preceding) as bytes
        from found
      )
      update runnerbean.job_queue q
      set lease = lease + 1, worker = ?, attempt = attempt + %%d,
          leased_until = clock_timestamp() + make_interval(secs => ?)
      where run_id = any (array(select found_id from so_far where place <= ? or bytes <= %d))
      returning q.*, (select holder from found where found_id = run_id)
      """
          .formatted(PAYLOADS);

  private static final String UNPAUSED =
      "not exists (select from runnerbean.paused_type p where p.job_type = q.job_type)";

  /** That the type is not paused is asked once, not row by row: else the whole queue is sorted. */
  private static final String CLAIM =
      LEASE.formatted(
          """
          worker is null and job_type = ? and due <= statement_timestamp()
            and not exists (select from runnerbean.paused_type where job_type = ?)
          order by due
          """,
          1);

  private static final String TAKE_OVER =
      LEASE.formatted("worker is not null and leased_until < statement_timestamp()", 0);

  /** From type to type by the index: what waits for later, in however large masses, is not read. */
  private static final String DUE_TYPES =
      """
      with recursive waiting (job_type) as (
        select min(job_type) from runnerbean.job_queue where worker is null
        union all
        select (
          select min(next.job_type) from runnerbean.job_queue next
          where next.worker is null and next.job_type > q.job_type)
        from waiting q where q.job_type is not null
      )
      select job_type from waiting q
      where (job_type = any (?)) = ? and %s and exists (
        select from runnerbean.job_queue due
        where worker is null and due.job_type = q.job_type and due <= statement_timestamp())
      """
          .formatted(UNPAUSED);

  private static final String RENEW =
      """
      update runnerbean.job_queue q
      set leased_until = clock_timestamp() + make_interval(secs => ?)
      from unnest(?::uuid[], ?::bigint[]) as held (run_id, lease)
      where q.run_id = held.run_id and q.lease = held.lease
      returning q.run_id
      """;

  private final DataSource control;
  private final String worker;
  private final Duration time;

  /**
   * Leases to one worker.
   *
   * @param time how long a lease lasts that is not renewed
   */
  public Leases(DataSource control, String worker, Duration time) {
    this.control = control;
    this.worker = worker;
    this.time = time;
  }

  public Duration time() {
    return time;
  }

  /** A run whose lease lapsed, and who held it. */
  public record Lapsed(LeasedRun run, String holder) {}

  /** The types of which something is due, and that nobody paused. */
  public List<String> dueTypes(TypeFilter filter) throws SQLException {
    try (Connection connection = control.getConnection();
        PreparedStatement find = connection.prepareStatement(DUE_TYPES)) {
      connection.setAutoCommit(true);
      var _ = new Parameters(find).add(filter.types().toArray(String[]::new)).add(filter.only());
      List<String> types = new ArrayList<>();
      ResultSet row = find.executeQuery();
      while (row.next()) {
        types.add(row.getString(1));
      }
      return types;
    }
  }

  /** Leases what is due of a type, longest due first; each is the begin of an attempt. */
  public List<LeasedRun> claim(String type, int most) throws SQLException {
    return claim(type, Room.of(most));
  }

  private List<LeasedRun> claim(String type, Room room) throws SQLException {
    try (Connection connection = control.getConnection()) {
      connection.setAutoCommit(true);
      return claim(connection, type, room);
    }
  }

  /**
   * The same, but never more than the limits leave room for, whoever else claims at the time.
   *
   * @param freesKeys whether the attempts make way for other runs of the same work
   */
  public List<LeasedRun> claim(String type, Room room, Limits limits, boolean freesKeys)
      throws SQLException {
    if (limits.isNone() && !freesKeys) {
      return claim(type, room);
    }
    try (Connection connection = control.getConnection()) {
      connection.setAutoCommit(false);
      List<LeasedRun> claimed =
          limits.isNone()
              ? claim(connection, type, room)
              : claimWithin(limits, connection, type, room.slots());
      UniqueRuns.begun(connection, claimed);
      connection.commit();
      return claimed;
    }
  }

  private List<LeasedRun> claimWithin(Limits limits, Connection connection, String type, int slots)
      throws SQLException {
    Allowance allowance = Allowance.lock(connection, type, limits);
    Room room = Room.of(Math.min(slots, allowance.room()));
    List<LeasedRun> claimed = claim(connection, type, room);
    allowance.use(claimed.size());
    return claimed;
  }

  private List<LeasedRun> claim(Connection connection, String type, Room room) throws SQLException {
    try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
      var _ =
          new Parameters(claim)
              .add(type)
              .add(type)
              .add(room.runs())
              .add(worker)
              .add(time)
              .add(room.slots());
      return read(claim).stream().map(Lapsed::run).toList();
    }
  }

  /** Leases what another worker neither ended nor renewed; its attempt is still the one at hand. */
  public List<Lapsed> takeOver(int most) throws SQLException {
    try (Connection connection = control.getConnection();
        PreparedStatement takeOver = connection.prepareStatement(TAKE_OVER)) {
      connection.setAutoCommit(true);
      var _ = new Parameters(takeOver).add(most).add(worker).add(time).add(most);
      return read(takeOver);
    }
  }

  /**
   * Makes leases last from now.
   *
   * @return the runs whose lease still holds; to go on with the others is in vain
   */
  public Set<UUID> renew(Collection<LeasedRun> runs) throws SQLException {
    try (Connection connection = control.getConnection();
        PreparedStatement renew = connection.prepareStatement(RENEW)) {
      connection.setAutoCommit(true);
      var _ =
          new Parameters(renew)
              .add(time)
              .add(runs.stream().map(run -> run.facts().runId()).toArray(UUID[]::new))
              .add(runs.stream().map(LeasedRun::lease).toArray(Long[]::new));
      Set<UUID> held = new HashSet<>();
      ResultSet result = renew.executeQuery();
      while (result.next()) {
        held.add(result.getObject(1, UUID.class));
      }
      return held;
    }
  }

  private static List<Lapsed> read(PreparedStatement lease) throws SQLException {
    List<Lapsed> leased = new ArrayList<>();
    ResultSet row = lease.executeQuery();
    while (row.next()) {
      leased.add(new Lapsed(LeasedRun.of(row), String.valueOf(row.getString("holder"))));
    }
    return leased;
  }
}
