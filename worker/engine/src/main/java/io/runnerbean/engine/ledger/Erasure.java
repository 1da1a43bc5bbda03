package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Removes from the ledger what it keeps of a person: payloads, results, logs and messages in which
 * a text occurs, however JSON may spell it. That there were runs, and what became of them, stays.
 */
public final class Erasure {

  private static final String NAMED =
      "exists (select from unnest(?::text[]) as form where strpos(concat_ws(' ', %s), form) > 0)";

  private static final String IN_RUN = NAMED.formatted("payload, reason, result, log");
  private static final String IN_ATTEMPT = NAMED.formatted("message, log");
  private static final String IN_LETTER = NAMED.formatted("payload, reason");

  private static final String ERASE_RUN =
      "update %s set payload = null, result = null, log = null,"
          + " reason = case when reason is not null then 'erased' end where "
          + IN_RUN;

  private static final String ERASE_ATTEMPT =
      "update %s set message = 'erased', log = null where " + IN_ATTEMPT;

  private final String[] forms;

  /** Of this text, which should be long enough to occur nowhere by chance. */
  public Erasure(String text) {
    this.forms = SpelledOut.inJson(text);
  }

  /** The parts of history, each of which is looked through on its own. */
  public List<String> parts(Connection connection) throws SQLException {
    List<String> parts = new ArrayList<>(partitions(connection, "job_run"));
    parts.addAll(partitions(connection, "job_attempt"));
    return parts;
  }

  /** How many rows of a part name the text. */
  public long count(Connection connection, String part) throws SQLException {
    return first("select count(*) from %s where %s".formatted(part, in(part)), connection);
  }

  /** Erases it from a part, and commits that. */
  public long erase(Connection connection, String part) throws SQLException {
    String sql = isAttempts(part) ? ERASE_ATTEMPT : ERASE_RUN;
    return update(sql.formatted(part), connection);
  }

  /** How many dead letters name it. */
  public long countLetters(Connection connection) throws SQLException {
    return first("select count(*) from runnerbean.dead_letter where " + IN_LETTER, connection);
  }

  /** Forgets those, since without their payload nobody can redrive them, and commits that. */
  public long eraseLetters(Connection connection) throws SQLException {
    return update("delete from runnerbean.dead_letter where " + IN_LETTER, connection);
  }

  /** The runs in custody that name it: they are to run, and so they are not touched. */
  public List<UUID> inCustody(Connection connection) throws SQLException {
    String sql = "select run_id from runnerbean.job_queue where " + NAMED.formatted("payload");
    try (PreparedStatement find = connection.prepareStatement(sql)) {
      var _ = new Parameters(find).add(forms);
      List<UUID> runs = new ArrayList<>();
      ResultSet row = find.executeQuery();
      while (row.next()) {
        runs.add(row.getObject(1, UUID.class));
      }
      return runs;
    }
  }

  private static List<String> partitions(Connection connection, String table) throws SQLException {
    String sql =
        """
        select inhrelid::regclass::text from pg_inherits
        where inhparent = 'runnerbean.%s'::regclass order by 1 desc
        """
            .formatted(table);
    try (Statement statement = connection.createStatement()) {
      List<String> parts = new ArrayList<>();
      ResultSet row = statement.executeQuery(sql);
      while (row.next()) {
        parts.add(row.getString(1));
      }
      return parts;
    }
  }

  private static boolean isAttempts(String part) {
    return part.contains("job_attempt");
  }

  private static String in(String part) {
    return isAttempts(part) ? IN_ATTEMPT : IN_RUN;
  }

  private long first(String sql, Connection connection) throws SQLException {
    try (PreparedStatement count = connection.prepareStatement(sql)) {
      var _ = new Parameters(count).add(forms);
      ResultSet row = count.executeQuery();
      row.next();
      return row.getLong(1);
    }
  }

  private long update(String sql, Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      var _ = new Parameters(update).add(forms);
      return update.executeUpdate();
    }
  }
}
