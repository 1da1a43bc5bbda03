package io.runnerbean.engine.database;

import io.runnerbean.config.Secret;
import io.runnerbean.engine.database.credentials.Authentication;
import io.runnerbean.engine.database.credentials.Credentials;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the worker's user with the master's rights, which are used for nothing else. Workers that
 * start together do it one at a time, and each leaves the same result.
 */
record DatabaseUserBootstrap(DatabaseConfig config, DataSource master) {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseUserBootstrap.class);

  void run() throws SQLException {
    LOG.info(
        "making the database's user {} with the master's rights", config.authentication().user());
    try (Connection connection = master.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(AdvisoryLock.DATABASE_USER.waitInTransaction());
      if (!exists(connection)) {
        statement.execute("create role %s login".formatted(user(connection)));
      }
      identify(connection, statement);
      grant(statement, user(connection));
      connection.commit();
    }
  }

  /** Sets how the user signs in. */
  private void identify(Connection connection, Statement statement) throws SQLException {
    if (signsInByIam(connection)) {
      statement.execute("revoke rds_iam from " + user(connection));
    }
    switch (config.authentication()) {
      case Authentication.ByPassword(String user, Secret password) ->
          set(connection, user, password);
      case Authentication.BySecret(_, var secret) -> {
        Credentials login = secret.read();
        set(connection, login.user(), login.password());
      }
      case Authentication.ByIam _ -> statement.execute("grant rds_iam to " + user(connection));
    }
  }

  /**
   * Hashes the password here, because the server's log may show the statement and must not show the
   * password.
   */
  private static void set(Connection connection, String user, Secret password) throws SQLException {
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(user, password.reveal().toCharArray(), "scram-sha-256");
  }

  /** Allows the worker to own the engine's schema, and to create tables for jobs. */
  private void grant(Statement statement, String user) throws SQLException {
    statement.execute("grant %s to current_user".formatted(user));
    statement.execute("grant usage, create on schema public to " + user);
    statement.execute("create schema if not exists runnerbean authorization " + user);
  }

  private boolean exists(Connection connection) throws SQLException {
    return hasRow(connection, "select 1 from pg_roles where rolname = ?");
  }

  /** Whether RDS asks for a token and refuses a password. Other servers have no such role. */
  private boolean signsInByIam(Connection connection) throws SQLException {
    return hasRow(
        connection,
        """
        select 1 from pg_auth_members join pg_roles member on member.oid = pg_auth_members.member
        where member.rolname = ? and roleid = (select oid from pg_roles where rolname = 'rds_iam')
        """);
  }

  private boolean hasRow(Connection connection, String query) throws SQLException {
    try (PreparedStatement question = connection.prepareStatement(query)) {
      question.setString(1, config.authentication().user());
      return question.executeQuery().next();
    }
  }

  private String user(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).escapeIdentifier(config.authentication().user());
  }
}
