package io.runnerbean.engine.database;

import io.runnerbean.engine.database.credentials.CredentialsProvider;
import io.runnerbean.job.JobCatalog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * A database that is being opened. Hibernate takes much of a start and does not depend on tables,
 * so it is set up in parallel with the migrations and the rest of the start.
 */
public final class DatabaseStartup implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Longer than any control statement takes: it waits for a lock for 10 s at most. */
  private static final Duration LONGEST_CONTROL = Duration.ofSeconds(20);

  /** Starts daemon threads, so that a worker that cannot start can still end. */
  private static final Executor THREAD = Thread.ofPlatform().daemon().name("opening")::start;

  private final Migrations migrations;
  private final CompletableFuture<Void> contact;
  private final CompletableFuture<Database> database;

  private DatabaseStartup(
      DatabaseConfig config,
      JobCatalog catalog,
      CredentialsProvider logins,
      Duration longestStatement) {
    DataSource migrating = DataSources.forMigrations(config, logins);
    DataSource jobs = DataSources.source(config, logins, longestStatement);
    DataSource own = DataSources.source(config, logins, LONGEST_CONTROL);
    ConnectionWait first = new ConnectionWait(own, config, PATIENCE);
    migrations = new Migrations(migrating, config, catalog);
    contact = CompletableFuture.runAsync(first::await, THREAD);
    database = contact.thenApplyAsync(_ -> new Database(jobs, own, config.pool(), catalog), THREAD);
  }

  /**
   * Begins to open the database, and changes nothing in it yet. All connections share what is known
   * of the credentials, so that all get new ones at once.
   *
   * @param longestStatement the longest that a statement of a direct job may take; then a silent
   *     connection counts as lost
   */
  public static DatabaseStartup begin(
      DatabaseConfig config, JobCatalog catalog, Duration longestStatement) {
    return new DatabaseStartup(
        config,
        catalog,
        config.authentication().credentials(config.host(), config.port()),
        longestStatement);
  }

  /** Sets up Hibernate, connects to nothing, and closes it again. */
  public static void rehearse(DatabaseConfig config, JobCatalog catalog) {
    DataSource source = DataSources.forCommands(config);
    HibernateSetup.rehearse(source, catalog.entities());
  }

  /**
   * Waits until the database can be reached, and migrates it.
   *
   * @throws UnusableDatabaseException if it cannot be reached within 30 s, refuses these
   *     credentials, lacks what the worker requires, or does not let this user make tables
   * @throws IllegalStateException if a migration fails, or an entity does not fit its sequence
   */
  public Database migrated() {
    var _ = join(contact);
    migrations.run();
    Database migrated = join(database);
    SequenceIncrements.check(migrated.sessions(), migrated.control());
    return migrated;
  }

  /** Closes the database as soon as it is open. */
  @Override
  public void close() {
    var _ = database.thenAccept(Database::close);
  }

  private static <T> T join(CompletableFuture<T> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
