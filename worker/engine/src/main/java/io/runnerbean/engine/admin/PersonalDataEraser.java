package io.runnerbean.engine.admin;

import io.runnerbean.engine.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Erases personal data: payloads, results, logs and messages that contain a text, in any spelling
 * of JSON. The runs and their final states are kept.
 */
public final class PersonalDataEraser {

  /** A day's partition may be large. */
  private static final Duration TIMEOUT = Duration.ofHours(1);

  private static final String CONTAINS =
      "exists (select from unnest(:forms::text[]) as form where strpos(concat_ws(' ', %s), form) > 0)";
  private static final String IN_RUN = CONTAINS.formatted("payload, reason, result, log");
  private static final String IN_ATTEMPT = CONTAINS.formatted("message, log");
  private static final String IN_LETTER = CONTAINS.formatted("payload, reason");

  private static final String ERASE_RUN =
      "update %s set payload = null, result = null, log = null,"
          + " reason = case when reason is not null then 'erased' end where "
          + IN_RUN;
  private static final String ERASE_ATTEMPT =
      "update %s set message = 'erased', log = null where " + IN_ATTEMPT;

  private static final Sql PARTITIONS =
      Sql.of(
          """
          select inhrelid::regclass::text as name from pg_inherits
          where inhparent = any (array['runnerbean.run'::regclass, 'runnerbean.run_attempt'::regclass])
          order by inhparent, 1 desc
          """);

  private static final Sql COUNT_LETTERS =
      Sql.of("select count(*) from runnerbean.dead_letter where " + IN_LETTER);
  private static final Sql DELETE_LETTERS =
      Sql.of("delete from runnerbean.dead_letter where " + IN_LETTER);
  private static final Sql QUEUED =
      Sql.of("select run_id from runnerbean.job_queue where " + CONTAINS.formatted("payload"));

  private final Administration administration;
  private final String[] forms;

  PersonalDataEraser(Administration administration, String text) {
    this.administration = administration;
    this.forms = JsonSpellings.of(text);
  }

  /** The partitions of runs and of failed attempts, each of which is searched on its own. */
  public List<String> partitions() throws SQLException {
    return administration.inTransaction(
        connection -> PARTITIONS.list(connection, row -> row.getString(1)));
  }

  /** How many rows of a partition contain the text. */
  public long count(String partition) throws SQLException {
    Sql sql =
        Sql.of(
            "select count(*) from %s where %s"
                .formatted(partition, isOfAttempts(partition) ? IN_ATTEMPT : IN_RUN));
    return count(sql);
  }

  /** Erases it from a partition. */
  public long erase(String partition) throws SQLException {
    String sql = isOfAttempts(partition) ? ERASE_ATTEMPT : ERASE_RUN;
    return update(Sql.of(sql.formatted(partition)));
  }

  /** How many dead letters contain it. */
  public long countLetters() throws SQLException {
    return count(COUNT_LETTERS);
  }

  /** Deletes those: without their payload they could not be redriven. */
  public long deleteLetters() throws SQLException {
    return update(DELETE_LETTERS);
  }

  /** The queued runs that contain it. They are still to run, so they are not changed. */
  public List<UUID> queued() throws SQLException {
    return administration.inTransaction(
        TIMEOUT,
        connection ->
            QUEUED.with("forms", forms).list(connection, row -> row.getObject(1, UUID.class)));
  }

  private long count(Sql sql) throws SQLException {
    return administration.inTransaction(
        TIMEOUT, connection -> sql.with("forms", forms).one(connection, row -> row.getLong(1)));
  }

  private long update(Sql sql) throws SQLException {
    return administration.inTransaction(
        TIMEOUT, connection -> (long) sql.with("forms", forms).update(connection));
  }

  private static boolean isOfAttempts(String partition) {
    return partition.contains("run_attempt");
  }
}
