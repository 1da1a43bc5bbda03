package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code dead_letter}. */
public final class DeadLetters {

  private static final Sql ADD =
      Sql.of(
          "insert into runnerbean.dead_letter (%s, reason, redrive_id) values (%s, :reason, :redrive_id)"
              .formatted(RunColumns.NAMES, RunColumns.PARAMETERS));

  private static final String SELECT =
      """
      select d.*, exists (select from runnerbean.run r where r.id = d.redrive_id) as redriven
      from runnerbean.dead_letter d
      """;

  private static final Sql BY_ID = Sql.of(SELECT + "where run_id = :id for update of d");

  private static final Sql LIST =
      Sql.of(
          SELECT
              + """
              where (:type::text is null or job_type = :type)
                and (:before::uuid is null or run_id < :before)
              order by run_id desc limit :most
              """);

  /** It is taken before it is sent, so that no transaction is open while SQS is called. */
  private static final Sql TAKE =
      Sql.of(
          """
          with taken as (
            select run_id from runnerbean.dead_letter
            where forwarded_at is null and forward_after <= clock_timestamp()
            order by forward_after limit :most for update skip locked
          )
          update runnerbean.dead_letter d
          set forward_after = clock_timestamp() + make_interval(secs => :time)
          from taken where d.run_id = taken.run_id
          returning d.*, false as redriven
          """);

  private static final Sql FORWARDED =
      Sql.of(
          "update runnerbean.dead_letter set forwarded_at = clock_timestamp() where run_id = any (:ids)");

  /** It waits twice as long after each refusal, up to an hour. */
  private static final Sql REFUSED =
      Sql.of(
          """
          update runnerbean.dead_letter
          set refusals = refusals + 1, forward_after = clock_timestamp()
            + least(interval '1 hour', interval '10 seconds' * power(2, least(refusals, 10)))
          where run_id = any (:ids)
          """);

  private static final Sql DELETE = Sql.of("delete from runnerbean.dead_letter where run_id = :id");

  /** Adds a run. */
  public void add(Connection connection, RunRecord run, String reason) throws SQLException {
    int _ =
        RunColumns.set(ADD, run)
            .with("reason", PostgresText.shortened(reason))
            .with("redrive_id", UuidV7.next())
            .update(connection);
  }

  /** The dead letter of this run; its row is locked until the transaction ends. */
  public Optional<DeadLetter> find(Connection connection, UUID runId) throws SQLException {
    return BY_ID.with("id", runId).first(connection, DeadLetters::read);
  }

  /**
   * The latest, last first.
   *
   * @param type only of this job type; null: of any
   * @param before only of older runs than this one; null: from the latest
   */
  public List<DeadLetter> list(
      Connection connection, @Nullable String type, @Nullable UUID before, int most)
      throws SQLException {
    return LIST.with("type", type)
        .with("before", before)
        .with("most", most)
        .list(connection, DeadLetters::read);
  }

  /**
   * Those whose copy is to be sent to SQS, and that no other worker takes for this time.
   *
   * @param most how many
   */
  public List<DeadLetter> takeUnforwarded(Connection connection, int most, Duration time)
      throws SQLException {
    return TAKE.with("most", most).with("time", time).list(connection, DeadLetters::read);
  }

  /** Records that SQS accepted the copies of these runs. */
  public void forwarded(Connection connection, Collection<UUID> runs) throws SQLException {
    int _ = FORWARDED.with("ids", runs.toArray(UUID[]::new)).update(connection);
  }

  /** Records that SQS refused the copies of these runs. */
  public void refused(Connection connection, Collection<UUID> runs) throws SQLException {
    int _ = REFUSED.with("ids", runs.toArray(UUID[]::new)).update(connection);
  }

  public void delete(Connection connection, DeadLetter letter) throws SQLException {
    int _ = DELETE.with("id", letter.run().id()).update(connection);
  }

  private static DeadLetter read(ResultSet row) throws SQLException {
    return new DeadLetter(
        RunColumns.read(row),
        row.getString("reason"),
        Sql.requiredInstant(row, "died_at"),
        row.getObject("redrive_id", UUID.class),
        Sql.instant(row, "forwarded_at"),
        row.getBoolean("redriven"));
  }
}
