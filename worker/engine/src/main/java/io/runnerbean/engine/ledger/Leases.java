package io.runnerbean.engine.ledger;

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

  /** Which runs, and what becomes of the attempt: the lease is counted up, so that it fences. */
  private static final String LEASE =
      """
      with found as materialized (
        select run_id as found_id, worker as holder from runnerbean.job_queue where %s
        limit ? for update skip locked
      )
      update runnerbean.job_queue q
      set lease = lease + 1, worker = ?, attempt = attempt + %d,
          leased_until = clock_timestamp() + make_interval(secs => ?)
      from found where run_id = found_id
      returning q.*, holder
      """;

  private static final String CLAIM =
      LEASE.formatted("worker is null and due <= clock_timestamp() order by due", 1);

  private static final String TAKE_OVER =
      LEASE.formatted("worker is not null and leased_until < clock_timestamp()", 0);

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

  /** Leases what is due, longest due first; each is the begin of an attempt. */
  public List<LeasedRun> claim(int most) throws SQLException {
    return lease(CLAIM, most).stream().map(Lapsed::run).toList();
  }

  /** Leases what another worker neither ended nor renewed; its attempt is still the one at hand. */
  public List<Lapsed> takeOver(int most) throws SQLException {
    return lease(TAKE_OVER, most);
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

  private List<Lapsed> lease(String statement, int most) throws SQLException {
    try (Connection connection = control.getConnection();
        PreparedStatement lease = connection.prepareStatement(statement)) {
      connection.setAutoCommit(true);
      var _ = new Parameters(lease).add(most).add(worker).add(time);
      List<Lapsed> leased = new ArrayList<>();
      ResultSet row = lease.executeQuery();
      while (row.next()) {
        leased.add(new Lapsed(LeasedRun.of(row), String.valueOf(row.getString("holder"))));
      }
      return leased;
    }
  }
}
