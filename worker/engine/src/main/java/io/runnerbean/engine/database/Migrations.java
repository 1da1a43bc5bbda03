package io.runnerbean.engine.database;

import io.runnerbean.job.JobCatalog;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Brings the database up to date. The engine's tables and the jobs' tables have separate histories,
 * so an upgrade of one never renumbers the other. Workers that start together migrate one at a
 * time.
 */
record Migrations(DataSource source, DatabaseConfig config, JobCatalog catalog) {

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
      throw missingRight(e).map(this::unusable).orElse(e);
    }
  }

  private RuntimeException unusable(SQLException error) {
    return UnusableDatabaseException.of(config, error);
  }

  private static Optional<SQLException> missingRight(FlywayException failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .filter(error -> ServerRequirements.MISSING_RIGHT.equals(error.getSQLState()))
        .findFirst();
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
