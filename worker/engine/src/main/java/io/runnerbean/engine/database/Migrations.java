package io.runnerbean.engine.database;

import io.runnerbean.job.JobCatalog;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the database up to date. The engine's tables and the jobs' tables have separate histories,
 * so an upgrade of one never renumbers the other. Workers that start together migrate one at a
 * time.
 */
record Migrations(DataSource source, JobCatalog catalog) {

  private static final String MIGRATIONS = "classpath:io/runnerbean/engine/migration";

  void run() {
    try (MigrationLock _ = MigrationLock.take(source)) {
      migrate();
    } catch (SQLException e) {
      throw new IllegalStateException("the database could not be migrated", e);
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
