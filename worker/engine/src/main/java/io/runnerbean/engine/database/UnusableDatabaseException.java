package io.runnerbean.engine.database;

/**
 * The worker cannot start without its database. The message says where it looked and what to set.
 */
public final class UnusableDatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnusableDatabaseException(DatabaseConfig config, Exception cause) {
    this(config, String.valueOf(cause.getMessage()), cause);
  }

  private UnusableDatabaseException(DatabaseConfig config, String why, Exception cause) {
    super(
        "PostgreSQL at %s cannot be used as %s: %s%nCheck RDS_HOSTNAME, RDS_PORT, RDS_DB_NAME, RDS_USERNAME and RDS_PASSWORD (or RUNNERBEAN_DATABASE_SECRET_ARN, or RUNNERBEAN_DATABASE_IAM)."
            .formatted(config.address(), config.authentication().user(), why),
        cause);
  }

  /** The database refuses the worker's user, which may not exist and could not be made. */
  static UnusableDatabaseException userNotCreated(
      DatabaseConfig config, Exception refusal, Exception cause) {
    String why =
        "%s; creating the user failed: %s".formatted(refusal.getMessage(), cause.getMessage());
    return new UnusableDatabaseException(config, why, cause);
  }
}
