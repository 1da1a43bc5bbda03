package io.runnerbean.chaos.audit;

import io.runnerbean.chaos.load.JobKind;
import io.runnerbean.chaos.load.LoadGenerator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the final state and the effects of each sent message from the database. */
public record Audit(Connection connection) {

  /** The business key of a run. */
  private static final String KEY =
      """
      case when job_type = 'Tick' then 'tick-' || extract(epoch from scheduled_at)::bigint
      else substring(payload from '[a-z]+-[0-9]+') end as key
      """;

  private static final String AUDITS =
      """
      with ended as (
        select key, count(*) as ends, min(state) as state
        from (select %1$s, state from runnerbean.run where state <> 'queued') r group by key
      ), done as (
        select split_part(key, '/', 1) as key, count(*) as effects, sum(times) as times
        from effect group by 1
      ), waiting as (
        select distinct key from (select %1$s from runnerbean.job_queue) q
      )
      select key, sent.key is not null as sent, coalesce(ends, 0) as ends,
        coalesce(state, '') as state, coalesce(effects, 0) as effects, coalesce(times, 0) as times,
        waiting.key is not null as queued
      from sent full join ended using (key) full join done using (key) full join waiting using (key)
      """
          .formatted(KEY);

  private static final String BUSY =
      """
      select (select count(*) from runnerbean.job_queue)
        + (select count(*) from runnerbean.dead_letter where forwarded_at is null)
      """;

  private static final String ENDS =
      """
      select key, max(finished_at)
      from (select %s, finished_at from runnerbean.run where state <> 'queued') r group by key
      """
          .formatted(KEY);

  /** The number of a key names its group and its place in the group. */
  private static final String OUT_OF_ORDER =
      """
      select count(*) from (
        select number, lag(number) over (partition by number %% %d order by at) as before
        from (select split_part(key, '-', 2)::int as number, at from effect where key like '%s-%%') e
      ) e where before > number
      """
          .formatted(LoadGenerator.GROUPS, JobKind.ORDERED.word());

  private static final String COUNTED =
      "select (select sum(total) from effect_total) - (select coalesce(sum(times), 0) from effect)";

  /** Whether no run is queued and every dead letter is forwarded. */
  public boolean isQuiet() throws SQLException {
    return number(BUSY) == 0;
  }

  /**
   * Audits everything that was sent.
   *
   * @param queueHasMessages whether SQS still holds messages
   */
  public AuditResult result(Map<String, JobKind> sent, boolean queueHasMessages)
      throws SQLException {
    storeSent(sent);
    return new AuditResult(audits(), number(COUNTED), number(OUT_OF_ORDER), queueHasMessages);
  }

  /** The time when each business key ended. */
  public Map<String, Instant> ends() throws SQLException {
    Map<String, Instant> ends = new HashMap<>();
    try (Statement find = connection.createStatement();
        ResultSet row = find.executeQuery(ENDS)) {
      while (row.next()) {
        ends.put(row.getString(1), row.getTimestamp(2).toInstant());
      }
    }
    return ends;
  }

  private void storeSent(Map<String, JobKind> sent) throws SQLException {
    try (Statement create = connection.createStatement()) {
      create.execute("create temporary table sent (key text primary key)");
    }
    try (PreparedStatement insert = connection.prepareStatement("insert into sent values (?)")) {
      for (String key : sent.keySet()) {
        insert.setString(1, key);
        insert.addBatch();
      }
      int[] _ = insert.executeBatch();
    }
  }

  private List<JobAudit> audits() throws SQLException {
    List<JobAudit> audits = new ArrayList<>();
    try (Statement find = connection.createStatement();
        ResultSet row = find.executeQuery(AUDITS)) {
      while (row.next()) {
        audits.add(audit(row));
      }
    }
    return audits;
  }

  private static JobAudit audit(ResultSet row) throws SQLException {
    String key = row.getString("key");
    String kind = key.substring(0, key.indexOf('-')).toUpperCase(Locale.ROOT);
    return new JobAudit(
        key,
        JobKind.valueOf(kind),
        row.getBoolean("sent"),
        row.getInt("ends"),
        row.getString("state"),
        row.getInt("effects"),
        row.getInt("times"),
        row.getBoolean("queued"));
  }

  private long number(String query) throws SQLException {
    try (Statement find = connection.createStatement();
        ResultSet row = find.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
