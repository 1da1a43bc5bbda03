package io.runnerbean.engine.database;

/**
 * The worker cannot start without its database; the message tells where it looked and what to set.
 */
public final class UnusableDatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnusableDatabaseException(DatabaseConfig config, Exception cause) {
    super(
        "PostgreSQL at %s cannot be used as %s: %s%nCheck RDS_HOSTNAME, RDS_PORT, RDS_DB_NAME, RDS_USERNAME and RDS_PASSWORD (or RUNNERBEAN_DATABASE_SECRET_ARN, or RUNNERBEAN_DATABASE_IAM)."
            .formatted(config.address(), config.signIn().user(), cause.getMessage()),
        cause);
  }
}
