package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** The table {@code paused_type}: job types whose runs wait until an operator resumes the type. */
public final class PausedTypes {

  private static final Sql PAUSE =
      Sql.of(
          """
          insert into runnerbean.paused_type (job_type, paused_by) values (:type, :operator)
          on conflict do nothing
          """);

  private static final Sql RESUME =
      Sql.of("delete from runnerbean.paused_type where job_type = :type");

  private static final Sql ALL = Sql.of("select job_type from runnerbean.paused_type");

  private PausedTypes() {}

  /** Pauses a type; false if it was paused. */
  public static boolean pause(Connection connection, String type, String operator)
      throws SQLException {
    return PAUSE.with("type", type).with("operator", operator).update(connection) > 0;
  }

  /** Resumes a type; false if it was not paused. */
  public static boolean resume(Connection connection, String type) throws SQLException {
    return RESUME.with("type", type).update(connection) > 0;
  }

  public static Set<String> all(Connection connection) throws SQLException {
    return new HashSet<>(ALL.list(connection, row -> row.getString(1)));
  }
}
