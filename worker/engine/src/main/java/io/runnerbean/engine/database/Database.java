package io.runnerbean.engine.database;

import com.zaxxer.hikari.HikariDataSource;
import io.runnerbean.job.JobCatalog;
import java.time.Duration;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/** The worker's database: a pool for jobs, and a few connections for the worker itself. */
public final class Database implements AutoCloseable {

  /**
   * Enough to check health, maintain the tables, claim runs, renew leases, listen for new runs and
   * forward dead letters, even when jobs use their whole pool.
   */
  private static final int CONTROL_CONNECTIONS = 10;

  private static final Duration JOBS_WAIT = Duration.ofSeconds(30);

  /** A health check must be answered soon. */
  private static final Duration CONTROL_WAIT = Duration.ofSeconds(5);

  private final HikariDataSource jobs;
  private final HikariDataSource control;
  private final SessionFactory sessions;

  /**
   * Opens the pools.
   *
   * @param source opens the connections of jobs
   * @param own opens those of the worker itself
   */
  Database(DataSource source, DataSource own, int pool, JobCatalog catalog) {
    jobs = DataSources.pool(source, "jobs", pool, JOBS_WAIT);
    control = DataSources.control(own, CONTROL_CONNECTIONS, CONTROL_WAIT);
    sessions = HibernateSetup.open(jobs, catalog.entities());
  }

  public SessionFactory sessions() {
    return sessions;
  }

  /** Connections that no job ever holds. */
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
