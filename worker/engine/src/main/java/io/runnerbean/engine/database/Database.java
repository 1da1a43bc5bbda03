package io.runnerbean.engine.database;

import com.zaxxer.hikari.HikariDataSource;
import io.runnerbean.job.JobCatalog;
import java.time.Duration;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/**
 * The database as the worker uses it: with a pool for the jobs and a few connections for the worker
 * itself.
 */
public final class Database implements AutoCloseable {

  /**
   * Enough for the health check, the upkeep of the ledger, and to claim, renew, await and relay
   * runs in custody, however busy the jobs keep their pool.
   */
  private static final int CONTROL_CONNECTIONS = 10;

  private static final Duration JOBS_WAIT = Duration.ofSeconds(30);

  /** Whoever asks whether the worker is well wants to know it soon. */
  private static final Duration CONTROL_WAIT = Duration.ofSeconds(5);

  private final HikariDataSource jobs;
  private final HikariDataSource control;
  private final SessionFactory sessions;

  /**
   * Opens the pools.
   *
   * @param source of both: what one learns of a new login the other knows
   */
  Database(DataSource source, int pool, JobCatalog catalog) {
    jobs = DataSources.pool(source, "jobs", pool, JOBS_WAIT);
    control = DataSources.control(source, CONTROL_CONNECTIONS, CONTROL_WAIT);
    sessions = HibernateSetup.open(jobs, catalog.entities());
  }

  public SessionFactory sessions() {
    return sessions;
  }

  /** DataSources that no job ever holds. */
  public DataSource control() {
    return control;
  }

  @Override
  public void close() {
    sessions.close();
    jobs.close();
    control.close();
  }
}
