package io.runnerbean.engine.database;

import io.runnerbean.engine.config.Secret;
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
 * Makes the worker's own user with the master's rights, which are used for nothing else. Workers
 * that start together take turns, and each leaves things as the others do.
 */
record DatabaseUserBootstrap(DatabaseConfig config, DataSource master) {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseUserBootstrap.class);

  /** Of this product, so that nobody else's lock is taken: "bean" in ASCII. */
  private static final long TURN = 0x6265616eL;

  void run() throws SQLException {
    LOG.info(
        "making the database's user {} with the master's rights", config.authentication().user());
    try (Connection connection = master.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(" + TURN + ")");
      if (!exists(connection)) {
        statement.execute("create role %s login".formatted(user(connection)));
      }
      identify(connection, statement);
      grant(statement, user(connection));
      connection.commit();
    }
  }

  /** What the database will ask of it. */
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
   * The password is hashed here: the server's log may tell of a statement, and must not tell it.
   */
  private static void set(Connection connection, String user, Secret password) throws SQLException {
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(user, password.reveal().toCharArray(), "scram-sha-256");
  }

  /** A schema for the ledger, and tables for the jobs: all that a worker makes. */
  private void grant(Statement statement, String user) throws SQLException {
    statement.execute("grant %s to current_user".formatted(user));
    statement.execute("grant usage, create on schema public to " + user);
    statement.execute("create schema if not exists runnerbean authorization " + user);
  }

  private boolean exists(Connection connection) throws SQLException {
    return isSo(connection, "select 1 from pg_roles where rolname = ?");
  }

  /**
   * Then RDS asks for a token, and a password would be refused. Elsewhere there is no such role.
   */
  private boolean signsInByIam(Connection connection) throws SQLException {
    return isSo(
        connection,
        """
        select 1 from pg_auth_members join pg_roles member on member.oid = pg_auth_members.member
        where member.rolname = ? and roleid = (select oid from pg_roles where rolname = 'rds_iam')
        """);
  }

  private boolean isSo(Connection connection, String ofTheUser) throws SQLException {
    try (PreparedStatement question = connection.prepareStatement(ofTheUser)) {
      question.setString(1, config.authentication().user());
      return question.executeQuery().next();
    }
  }

  private String user(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).escapeIdentifier(config.authentication().user());
  }
}
