package io.runnerbean.engine.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Decides which errors make the pool close a connection, beside those that HikariCP knows. A
 * read-only session stays read-only after a failover, so it is closed. A statement that PostgreSQL
 * does not support says nothing about its connection, so that stays open.
 */
final class ConnectionEviction implements SQLExceptionOverride {

  private static final String NOT_SUPPORTED = "0A000";

  @java.lang.Override
  public Override adjudicate(SQLException error) {
    String state = error.getSQLState();
    if (DatabaseOutage.READ_ONLY.equals(state)) {
      return Override.MUST_EVICT;
    }
    return NOT_SUPPORTED.equals(state) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
  }
}
