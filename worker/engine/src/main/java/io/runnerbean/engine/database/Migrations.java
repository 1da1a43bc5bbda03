package io.runnerbean.engine.database;

import io.runnerbean.job.JobCatalog;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the database up to date. The engine's tables and the jobs' tables have separate histories,
 * so an upgrade of one never renumbers the other. Workers that start together migrate one at a
 * time.
 */
record Migrations(DataSource source, DatabaseConfig config, JobCatalog catalog) {

  private static final String MISSING_RIGHT = "42501";

  private static final String LACKS_RIGHTS =
      """
      select exists (
              select from pg_namespace
              where nspname = 'public' and not has_schema_privilege(oid, 'create'))
          or not coalesce(
              (select has_schema_privilege(oid, 'create')
               from pg_namespace where nspname = 'runnerbean'),
              has_database_privilege(current_database(), 'create'))
      """;

  private static final String MIGRATIONS = "classpath:io/runnerbean/engine/migration";

  /**
   * Migrates.
   *
   * @throws UnusableDatabaseException if the worker's user has no right to make the tables
   * @throws IllegalStateException if PostgreSQL cannot be used
   * @throws FlywayException if a migration fails
   */
  void run() {
    try (MigrationLock _ = MigrationLock.take(source)) {
      migrate();
    } catch (SQLException e) {
      throw new IllegalStateException("the database could not be migrated", e);
    } catch (FlywayException e) {
      throw isRefused(e) && lacksRights(e) ? UnusableDatabaseException.rightsMissing(config, e) : e;
    }
  }

  private static boolean isRefused(FlywayException failure) {
    return DatabaseOutage.hasCause(
        failure,
        cause -> cause instanceof SQLException error && MISSING_RIGHT.equals(error.getSQLState()));
  }

  /** A migration may also need a right of its own, such as to make an extension. */
  private boolean lacksRights(FlywayException failure) {
    try (Connection connection = source.getConnection()) {
      return ServerRequirements.value(connection, LACKS_RIGHTS).equals("t");
    } catch (SQLException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  private void migrate() {
    flyway().schemas("runnerbean").table("schema_migration").locations(MIGRATIONS).load().migrate();
    if (!catalog.migrations().isEmpty()) {
      flyway()
          .schemas("public")
          .table("job_migration")
          .locations(catalog.migrations().toArray(String[]::new))
          .load()
          .migrate();
    }
  }

  /** Sets a baseline, because the schemas may already hold tables of other programs. */
  private FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(source)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .cleanDisabled(true);
  }
}
