package io.runnerbean.engine.database;

import io.runnerbean.engine.validation.JakartaValidation;
import jakarta.persistence.ValidationMode;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.cfg.ValidationSettings;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.id.SequenceMismatchStrategy;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;

/** Sets up Hibernate for the jobs' entities. */
final class HibernateSetup {

  private HibernateSetup() {}

  static SessionFactory open(DataSource pool, List<Class<?>> entities) {
    return configuration(pool, entities).createEntityManagerFactory();
  }

  /** Sets up Hibernate without a connection: the database is not asked what it is. */
  static void rehearse(DataSource pool, List<Class<?>> entities) {
    configuration(pool, entities)
        .property(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
        .property(JdbcSettings.DIALECT, PostgreSQLDialect.class)
        .createEntityManagerFactory()
        .close();
  }

  private static HibernatePersistenceConfiguration configuration(
      DataSource pool, List<Class<?>> entities) {
    HibernatePersistenceConfiguration configuration =
        new HibernatePersistenceConfiguration("runnerbean");
    entities.forEach(configuration::managedClass);
    configuration
        .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
        .property(JdbcSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true)
        // A failure is recorded on the connection that it occurred on.
        .property(
            JdbcSettings.CONNECTION_HANDLING,
            PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_HOLD)
        .property(JdbcSettings.JDBC_TIME_ZONE, "UTC")
        .property(BatchSettings.STATEMENT_BATCH_SIZE, 50)
        .property(SchemaToolingSettings.HBM2DDL_AUTO, "none")
        // SequenceIncrements compares them after the migrations.
        .property(
            MappingSettings.SEQUENCE_INCREMENT_SIZE_MISMATCH_STRATEGY,
            SequenceMismatchStrategy.NONE)
        .property(ValidationSettings.JAKARTA_VALIDATION_FACTORY, JakartaValidation.factory())
        .validationMode(ValidationMode.CALLBACK);
    return configuration;
  }
}
