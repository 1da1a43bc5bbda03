package io.runnerbean.engine.ledger;

import io.runnerbean.engine.message.TimeOrderedIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs that ended badly, until a person settles them. Each method is part of the connection's
 * transaction.
 */
public final class DeadLetters {

  private static final String INSERT =
      "insert into runnerbean.dead_letter (%s, reason, key, key_time) values (%s, ?, ?, ?)"
          .formatted(RunColumns.NAMES, RunColumns.PARAMETERS);

  /** Its key's receipt tells whether SQS's own redrive has brought it back. */
  private static final String SELECT =
      """
      select d.*, (
        select r.run_id from runnerbean.receipt r
        where r.key_time = d.key_time and r.key = 'runnerbean/' || d.key) as redriven_by
      from runnerbean.dead_letter d
      """;

  private static final String BY_ID = SELECT + "where run_id = ? for update of d";

  private static final String LIST =
      SELECT
          + "where (?::text is null or job_type = ?) and (?::uuid is null or run_id < ?)"
          + " order by run_id desc limit ?";

  private static final String UNRELAYED =
      SELECT + "where relayed_at is null order by died_at limit ? for update of d skip locked";

  private static final String MARK =
      "update runnerbean.dead_letter set relayed_at = clock_timestamp() where run_id = ?";

  private static final String DELETE = "delete from runnerbean.dead_letter where run_id = ?";

  /** Adds a run. */
  public void add(Connection connection, RunFacts run, String reason) throws SQLException {
    UUID key = TimeOrderedIds.next();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      Parameters parameters = new Parameters(insert);
      RunColumns.set(parameters, run);
      var _ = parameters.add(StorableText.of(reason)).add(key).add(TimeOrderedIds.time(key));
      insert.executeUpdate();
    }
  }

  /** The dead letter of this run, which nobody else can settle meanwhile. */
  public Optional<DeadLetter> find(Connection connection, UUID runId) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(BY_ID)) {
      var _ = new Parameters(find).add(runId);
      return read(find).stream().findFirst();
    }
  }

  /**
   * The latest, last first.
   *
   * @param type only of this job type; null: of any
   * @param before only older runs than this one; null: from the latest
   */
  public List<DeadLetter> list(
      Connection connection, @Nullable String type, @Nullable UUID before, int most)
      throws SQLException {
    try (PreparedStatement list = connection.prepareStatement(LIST)) {
      list.setString(1, type);
      list.setString(2, type);
      list.setObject(3, before, Types.OTHER);
      list.setObject(4, before, Types.OTHER);
      list.setInt(5, most);
      return read(list);
    }
  }

  /** Those of which SQS has no copy yet, oldest first, and that no other worker relays. */
  public List<DeadLetter> unrelayed(Connection connection, int most) throws SQLException {
    try (PreparedStatement unrelayed = connection.prepareStatement(UNRELAYED)) {
      var _ = new Parameters(unrelayed).add(most);
      return read(unrelayed);
    }
  }

  /** SQS has its copy. */
  public void relayed(Connection connection, DeadLetter letter) throws SQLException {
    update(connection, MARK, letter);
  }

  /** It is settled. */
  public void remove(Connection connection, DeadLetter letter) throws SQLException {
    update(connection, DELETE, letter);
  }

  private static void update(Connection connection, String sql, DeadLetter letter)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      var _ = new Parameters(update).add(letter.run().runId());
      update.executeUpdate();
    }
  }

  private static List<DeadLetter> read(PreparedStatement select) throws SQLException {
    List<DeadLetter> letters = new ArrayList<>();
    ResultSet row = select.executeQuery();
    while (row.next()) {
      letters.add(
          new DeadLetter(
              RunColumns.get(row),
              row.getString("reason"),
              row.getObject("died_at", OffsetDateTime.class).toInstant(),
              row.getObject("key", UUID.class),
              RunColumns.instant(row, "relayed_at"),
              row.getObject("redriven_by", UUID.class)));
    }
    return letters;
  }
}
