package io.runnerbean.engine.database;

import java.sql.SQLException;
import javax.net.ssl.SSLException;

/**
 * The worker cannot start without its database. The message says where it looked, why that cannot
 * be used, and what to change.
 */
public final class UnusableDatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final String CHECK_SETTINGS =
      "Check RDS_HOSTNAME, RDS_PORT, RDS_DB_NAME, RDS_USERNAME and RDS_PASSWORD (or RUNNERBEAN_DATABASE_SECRET_ARN, or RUNNERBEAN_DATABASE_IAM).";

  private static final String CHECK_TLS =
      "Set RUNNERBEAN_DATABASE_TLS=verify-full, RUNNERBEAN_DATABASE_CA to a file of the authority that has signed PostgreSQL's certificate, or to aws for RDS, and RDS_HOSTNAME to the name in the certificate.";

  /**
   * What cannot be used.
   *
   * @param advice a sentence that says what to change
   */
  UnusableDatabaseException(DatabaseConfig config, String why, String advice, Exception cause) {
    super(text(config, why, advice), cause);
  }

  /** The same, if no exception is the cause. */
  UnusableDatabaseException(DatabaseConfig config, String why, String advice) {
    super(text(config, why, advice));
  }

  /** PostgreSQL cannot be reached, or reports this error. */
  static UnusableDatabaseException of(DatabaseConfig config, SQLException error) {
    String why = String.valueOf(error.getMessage());
    return new UnusableDatabaseException(config, why, advice(config, error), error);
  }

  /** The database refuses the worker's user, which may not exist and could not be made. */
  static UnusableDatabaseException userNotCreated(
      DatabaseConfig config, Exception refusal, Exception cause) {
    String why =
        "%s; creating the user failed: %s".formatted(refusal.getMessage(), cause.getMessage());
    return new UnusableDatabaseException(config, why, CHECK_SETTINGS, cause);
  }

  private static String advice(DatabaseConfig config, SQLException error) {
    return switch (String.valueOf(error.getSQLState())) {
      case ServerRequirements.READ_ONLY ->
          "Set RDS_HOSTNAME to the writer, which on Aurora is the endpoint of the cluster.";
      case ServerRequirements.MISSING_RIGHT ->
          "The owner of the database can give the right: grant create on database \"%1$s\" to \"%2$s\"; grant usage, create on schema public to \"%2$s\""
              .formatted(config.name(), config.authentication().user());
      default -> {
        boolean keptPassword = String.valueOf(error.getMessage()).contains("requireAuth");
        yield keptPassword || error.getCause() instanceof SSLException ? CHECK_TLS : CHECK_SETTINGS;
      }
    };
  }

  private static String text(DatabaseConfig config, String why, String advice) {
    return "PostgreSQL at %s cannot be used as %s: %s%n%s"
        .formatted(config.address(), config.authentication().user(), why, advice);
  }
}
