package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * One row per finished run. Its times are the database's, so that runs of several workers compare.
 */
public final class History {

  private static final String INSERT =
      """
      insert into runnerbean.job_run
        (run_id, job_type, state, attempt, worker, message_id, sent_at, scheduled_at, receipt_key,
         started_at, reason, result, log, payload)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp() - make_interval(secs => ?), ?, ?, ?, ?)
      """;

  /** What the queue knows of a run is not sent to it again. */
  private static final String MOVE =
      """
      with ended as (
        select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::float8[], ?::text[], ?::text[],
          ?::text[], ?::boolean[]) as e (run_id, lease, state, took, reason, result, log, kept)
      ), gone as (
        delete from runnerbean.job_queue q using ended e
        where q.run_id = e.run_id and q.lease = e.lease
        returning q.run_id, q.job_type, e.state, q.attempt, q.message_id, q.sent_at,
          q.scheduled_at, q.receipt_key, e.took, e.reason, e.result, e.log,
          case when e.kept then q.payload end as payload
      )
      insert into runnerbean.job_run
        (run_id, job_type, state, attempt, worker, message_id, sent_at, scheduled_at, receipt_key,
         started_at, reason, result, log, payload)
      select run_id, job_type, state, attempt, ?, message_id, sent_at, scheduled_at, receipt_key,
        clock_timestamp() - make_interval(secs => took), reason, result, log, payload
      from gone
      """;

  private final String worker;
  private final KeptPayloads payloads;

  /**
   * Records on behalf of one worker, by the name that people look for it under.
   *
   * @param payloads whose payloads it keeps
   */
  public History(String worker, KeptPayloads payloads) {
    this.worker = worker;
    this.payloads = payloads;
  }

  /** Adds a finished run, as part of the connection's transaction. */
  public void add(Connection connection, RunFacts run, Ended ended) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      var _ =
          new Parameters(insert)
              .add(run.runId())
              .add(run.jobType())
              .add(ended.state().label())
              .add(run.attempt())
              .add(worker)
              .add(run.delivery().messageId())
              .add(run.delivery().sentAt())
              .add(run.delivery().scheduledAt())
              .add(run.receiptKey())
              .add(ended.took())
              .add(ended.reason())
              .add(ended.result())
              .add(ended.log())
              .add(payloads.kept(run, ended.state()));
      insert.executeUpdate();
    }
  }

  /**
   * Moves runs here from custody, as part of the connection's transaction: this is the one way out
   * of it for whoever holds a lease.
   *
   * @throws LostLeaseException if one of them is another's by now: nothing may be committed then
   */
  public void move(Connection connection, List<EndedRun> runs)
      throws SQLException, LostLeaseException {
    try (PreparedStatement move = connection.prepareStatement(MOVE)) {
      List<LeasedRun> leased = runs.stream().map(EndedRun::run).toList();
      List<Ended> ended = runs.stream().map(EndedRun::ended).toList();
      var _ =
          new Parameters(move)
              .add(leased, UUID[]::new, run -> run.facts().runId())
              .add(leased, Long[]::new, LeasedRun::lease)
              .add(ended, String[]::new, end -> end.state().label())
              .add(ended, Double[]::new, Ended::seconds)
              .add(ended, String[]::new, Ended::reason)
              .add(ended, String[]::new, Ended::result)
              .add(ended, String[]::new, Ended::log)
              .add(runs, Boolean[]::new, this::keepsPayload)
              .add(worker);
      int moved = move.executeUpdate();
      if (moved != runs.size()) {
        throw new LostLeaseException(runs, moved);
      }
    }
  }

  private boolean keepsPayload(EndedRun run) {
    return payloads.kept(run.run().facts(), run.ended().state()) != null;
  }
}
