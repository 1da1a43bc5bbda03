package io.runnerbean.engine.admin;

import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Erases personal data: payloads, results, logs, messages, dead letters and unique keys that
 * contain a text, in any spelling of JSON. The runs and their final states are kept.
 */
public final class PersonalDataEraser {

  /** A part of a table is read in one statement. */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** How many blocks of a table are read in one transaction: 16 MB without large payloads. */
  private static final int BLOCKS = 2_000;

  /** How many rows are in memory at once: a payload may have a megabyte. */
  private static final int ROWS = 5;

  private static final Sql PARTITIONS =
      Sql.of(
          """
          select inhrelid::regclass::text as name, inhparent = 'runnerbean.run'::regclass as is_run
          from pg_inherits
          where inhparent = any (array['runnerbean.run'::regclass, 'runnerbean.run_attempt'::regclass])
          order by inhparent, 1 desc
          """);

  private static final Sql BLOCK_COUNT =
      Sql.of("select pg_relation_size(:name::regclass) / current_setting('block_size')::int");

  private static final Place LETTERS =
      new Place(
          "runnerbean.dead_letter",
          "run_id",
          "payload, reason",
          "delete from runnerbean.dead_letter where run_id = any (:ids)");

  /**
   * The key of a run that is still queued stays, because it keeps the work from being done twice.
   */
  private static final Place KEYS =
      new Place(
          "runnerbean.unique_key",
          "run_id",
          "key",
          """
          delete from runnerbean.unique_key k where run_id = any (:ids)
            and not exists (select from runnerbean.job_queue q where q.run_id = k.run_id)
          """);

  /** What belongs to a run that has not ended. */
  private static final List<Place> UNFINISHED =
      List.of(
          new Place("runnerbean.job_queue", "run_id", "payload, task_name", null),
          new Place("runnerbean.checkpoint", "run_id", "step, result", null));

  /** What running runs report. An old report is that of a worker that was lost. */
  private static final Sql NOTES =
      Sql.of(
          """
          select run_id, note from runnerbean.worker_run
          where note is not null and seen_at > clock_timestamp() - interval '15 seconds'
          """);

  private static final Sql QUEUED =
      Sql.of(
          """
          select k.run_id from runnerbean.unique_key k join runnerbean.job_queue using (run_id)
          where k.run_id = any (:ids)
          """);

  private final Administration administration;
  private final String text;
  private final SearchedText searched;

  PersonalDataEraser(Administration administration, String text) {
    this.administration = administration;
    this.text = text;
    this.searched = new SearchedText(text);
  }

  /**
   * A table, or a partition of one, that is searched on its own.
   *
   * @param key the column with the run
   * @param columns those with text
   * @param erase a statement for runs; null: what is found there is not erased
   */
  public record Place(String table, String key, String columns, @Nullable String erase) {

    private static Place ofRuns(String partition) {
      return new Place(
          partition,
          "id",
          "payload, reason, result, log",
          "update "
              + partition
              + " set payload = null, result = null, log = null,"
              + " reason = case when reason is not null then 'erased' end where id = any (:ids)");
    }

    private static Place ofAttempts(String partition) {
      return new Place(
          partition,
          "run_id",
          "message, log",
          "update " + partition + " set message = 'erased', log = null where run_id = any (:ids)");
    }
  }

  /** The partitions of runs and of failed attempts. */
  public List<Place> partitions() throws SQLException {
    return administration.inTransaction(connection ->
        PARTITIONS.list(
            connection,
            row ->
                row.getBoolean("is_run")
                    ? Place.ofRuns(row.getString("name"))
                    : Place.ofAttempts(row.getString("name"))));
  }

  /** The dead letters: they are deleted, because without a payload they could not be redriven. */
  public Place letters() {
    return LETTERS;
  }

  /** The unique keys: that of a run that has ended is deleted, so that it is free again. */
  public Place keys() {
    return KEYS;
  }

  /** How many runs have rows there that contain the text. */
  public long count(Place place) throws SQLException {
    return search(place, (_, _) -> {});
  }

  /** Erases it there; returns of how many runs. */
  public long erase(Place place) throws SQLException {
    Sql erase = Sql.of(Objects.requireNonNull(place.erase()));
    return search(place, (connection, runs) -> erase.with("ids", runs).update(connection));
  }

  /**
   * The runs that contain it and have not ended. They are still to run, so they are not changed.
   */
  public Set<UUID> unfinished() throws SQLException {
    Set<UUID> unfinished = new TreeSet<>();
    for (Place place : UNFINISHED) {
      search(place, (_, runs) -> unfinished.addAll(List.of(runs)));
    }
    administration
        .inTransaction(connection ->
            NOTES.list(
                connection,
                row ->
                    searched.isIn(row.getString("note"))
                        ? Optional.of(row.getObject("run_id", UUID.class))
                        : Optional.<UUID>empty()))
        .forEach(run -> run.ifPresent(unfinished::add));
    search(
        KEYS,
        (connection, runs) ->
            unfinished.addAll(
                QUEUED.with("ids", runs).list(connection, row -> row.getObject(1, UUID.class))));
    return unfinished;
  }

  /** What is done with the runs that were found in a part of a table. */
  @FunctionalInterface
  private interface Found {
    void accept(Connection connection, UUID[] runs) throws SQLException;
  }

  private long search(Place place, Found found) throws SQLException {
    long count = 0;
    for (long block = 0; block < blocks(place); block += BLOCKS) {
      long first = block;
      count +=
          administration.inTransaction(
              TIMEOUT,
              connection -> {
                UUID[] runs = find(connection, place, first).toArray(UUID[]::new);
                if (runs.length > 0) {
                  found.accept(connection, runs);
                }
                return (long) runs.length;
              });
    }
    return count;
  }

  /** It may grow while it is searched. */
  private long blocks(Place place) throws SQLException {
    return administration.inTransaction(connection ->
        BLOCK_COUNT.with("name", place.table()).one(connection, row -> row.getLong(1)));
  }

  /**
   * Reads a part of a table. PostgreSQL leaves out rows that cannot contain the text in any
   * spelling: those that do not contain it as it is, and have only ASCII characters and no escapes.
   * The meaning of the others decides.
   */
  private Set<UUID> find(Connection connection, Place place, long block) throws SQLException {
    String sql =
        """
        select key, text from (
          select %s as key, concat_ws(E'\\n', %s) as text from %s
          where ctid >= ?::tid and ctid < ?::tid
          offset 0) as row
        where strpos(text, ?) > 0 or strpos(text, E'\\\\') > 0 or octet_length(text) <> length(text)
        """
            .formatted(place.key(), place.columns(), place.table());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(ROWS);
      statement.setString(1, "(%d,0)".formatted(block));
      statement.setString(2, "(%d,0)".formatted(block + BLOCKS));
      statement.setString(3, text);
      Set<UUID> runs = new LinkedHashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (searched.isIn(rows.getString("text"))) {
            runs.add(rows.getObject("key", UUID.class));
          }
        }
      }
      return runs;
    }
  }
}
