package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How much the ledger holds.
 *
 * @param custody runs in custody
 * @param due for how long the longest has been due that is neither at work nor paused
 * @param deadLetters dead letters that nobody has settled
 */
public record LedgerFigures(long custody, Duration due, long deadLetters) {

  /** To count more than this would tell nobody more. */
  private static final int MOST = 2_000_000;

  private static final String READ =
      """
      select (select count(*) from (select from runnerbean.job_queue limit ?) counted),
             (select coalesce(extract(epoch from now() - min(due)), 0) from runnerbean.job_queue
              where worker is null and due < now()
                and job_type not in (select job_type from runnerbean.paused_type)),
             (select count(*) from (select from runnerbean.dead_letter limit ?) counted)
      """;

  /** As they are now. */
  public static LedgerFigures read(Connection connection) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(READ)) {
      var _ = new Parameters(read).add(MOST).add(MOST);
      ResultSet row = read.executeQuery();
      row.next();
      return new LedgerFigures(row.getLong(1), Duration.ofSeconds(row.getLong(2)), row.getLong(3));
    }
  }
}
