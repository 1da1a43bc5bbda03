package io.runnerbean.engine.ledger;

import io.runnerbean.engine.message.ReceiptKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * One receipt per message ever taken: the reason a message runs once however often it is delivered.
 */
public final class Receipts {

  /**
   * The lock makes a concurrent delivery learn at once that it is late, instead of waiting for the
   * first one's COMMIT; the receipt then decides. Both in one statement, because this is the price
   * every job pays.
   */
  private static final String TAKE =
      """
      with lock as materialized (
        select pg_try_advisory_xact_lock(hashtextextended(?, 0)) as got
      ), fresh as (
        insert into runnerbean.receipt (key_time, key, run_id)
        select ?, ?, ? from lock where got
        on conflict do nothing
        returning run_id
      )
      select got, exists (select from fresh) as fresh from lock
      """;

  private static final String HOLDER =
      "select run_id from runnerbean.receipt where key_time = ? and key = ?";

  /** PostgreSQL calls a row that fits no partition a violated check. */
  private static final String NO_PARTITION = "23514";

  /** PostgreSQL's {@code -infinity}: the partition of receipts without a time. */
  private static final OffsetDateTime NO_TIME = OffsetDateTime.MIN;

  /**
   * Takes the message's receipt for a run, as part of the connection's transaction. Never waits for
   * another delivery.
   */
  public Receipt take(Connection connection, ReceiptKey key, UUID runId) throws SQLException {
    return switch (key) {
      case ReceiptKey.None() -> new Receipt.Fresh();
      case ReceiptKey.Undated(String text) -> take(connection, NO_TIME, text, runId);
      case ReceiptKey.Dated(var time, String text) ->
          take(connection, time.atOffset(ZoneOffset.UTC), text, runId);
    };
  }

  private static Receipt take(Connection connection, OffsetDateTime time, String key, UUID runId)
      throws SQLException {
    try (PreparedStatement take = connection.prepareStatement(TAKE)) {
      take.setString(1, key);
      take.setObject(2, time);
      take.setString(3, key);
      take.setObject(4, runId);
      ResultSet result = take.executeQuery();
      result.next();
      if (!result.getBoolean("got")) {
        return new Receipt.Busy();
      }
      return result.getBoolean("fresh") ? new Receipt.Fresh() : holder(connection, time, key);
    } catch (SQLException e) {
      if (NO_PARTITION.equals(e.getSQLState())) {
        return new Receipt.Unknowable();
      }
      throw e;
    }
  }

  private static Receipt holder(Connection connection, OffsetDateTime time, String key)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(HOLDER)) {
      find.setObject(1, time);
      find.setString(2, key);
      ResultSet result = find.executeQuery();
      result.next();
      return new Receipt.Taken(result.getObject(1, UUID.class));
    }
  }
}
