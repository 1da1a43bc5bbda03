package io.runnerbean.engine.database;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;

/**
 * The worker cannot start without its database. The message says where it looked, why that cannot
 * be used, and what to change.
 */
public final class UnusableDatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final String CHECK_SETTINGS =
      "Check RDS_HOSTNAME, RDS_PORT, RDS_DB_NAME, RDS_USERNAME and RDS_PASSWORD (or RUNNERBEAN_DATABASE_SECRET_ARN, or RUNNERBEAN_DATABASE_IAM).";

  private static final String CHECK_TLS =
      "Set RUNNERBEAN_DATABASE_TLS=verify-full, RUNNERBEAN_DATABASE_CA to a file of the authority that has signed PostgreSQL's certificate, or to aws for RDS, and RDS_HOSTNAME to the name in the certificate. If PostgreSQL has no TLS, set ssl = on there.";

  private static final String TOO_MANY_CONNECTIONS = "53300";

  private static final String FEWER_CONNECTIONS =
      "A worker uses RUNNERBEAN_POOL + 10 connections. Lower RUNNERBEAN_POOL, or raise max_connections.";

  private static final String END_READ_ONLY =
      "If it is a standby, set RDS_HOSTNAME to the writer, which on Aurora is the endpoint of the cluster. Else end its read-only mode (default_transaction_read_only).";

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
      DatabaseConfig config, SQLException refusal, Exception cause) {
    String why =
        "%s; creating the user failed: %s".formatted(refusal.getMessage(), cause.getMessage());
    String advice = cause instanceof SQLException error ? advice(config, error) : CHECK_SETTINGS;
    return new UnusableDatabaseException(config, why, advice, cause);
  }

  /** The worker's user may not create the tables. */
  static UnusableDatabaseException rightsMissing(DatabaseConfig config, Exception cause) {
    String advice =
        "The owner of the database can give the right: grant create on database \"%1$s\" to \"%2$s\"; grant usage, create on schema public to \"%2$s\""
            .formatted(config.name(), config.authentication().user());
    return new UnusableDatabaseException(config, "it may not create tables", advice, cause);
  }

  private static String advice(DatabaseConfig config, SQLException error) {
    return switch (String.valueOf(error.getSQLState())) {
      case DatabaseOutage.READ_ONLY -> END_READ_ONLY;
      case TOO_MANY_CONNECTIONS -> FEWER_CONNECTIONS;
      default -> mayBeAboutTls(config, error) ? CHECK_TLS : CHECK_SETTINGS;
    };
  }

  /** The driver has no SQLSTATE for this. A server that sent an error was reached. */
  private static boolean mayBeAboutTls(DatabaseConfig config, SQLException error) {
    boolean isSent = error instanceof PSQLException sent && sent.getServerErrorMessage() != null;
    return String.valueOf(error.getMessage()).contains("requireAuth")
        || switch (error.getCause()) {
          case SSLException _ -> true;
          case FileNotFoundException _ -> config.tls().isRequired(); // the file of authorities
          case IOException _ -> false;
          case null, default ->
              config.tls().isRequired()
                  && !isSent
                  && String.valueOf(error.getSQLState()).startsWith("08");
        };
  }

  private static String text(DatabaseConfig config, String why, String advice) {
    return "PostgreSQL at %s cannot be used as %s: %s%n%s"
        .formatted(config.address(), config.authentication().user(), why, advice);
  }
}
