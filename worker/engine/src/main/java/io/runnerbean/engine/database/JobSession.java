package io.runnerbean.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionDelegatorBaseImpl;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.jdbc.ReturningWork;
import org.hibernate.jdbc.Work;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.sql.spi.NativeQueryImplementor;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * The session that a job gets. A job cannot end its transaction: an early COMMIT would keep its
 * writes without the row that records the run as done, and the run would be repeated.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // raw signatures that are inherited
class JobSession extends SessionDelegatorBaseImpl {

  private static final String ENGINE_ONLY =
      "the job tried to begin, end or close its transaction; only the engine may do that";

  private static final Pattern ENDS_TRANSACTION =
      Pattern.compile(
          "(?:^|;)\\s*(commit|end|rollback(?!\\s+to)|abort|begin|start\\s+transaction|prepare\\s+transaction)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** What may contain such words in another meaning: texts, dollar-quoted texts, comments. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "'(?:[^']|'')*'|\\$(\\w*)\\$.*?\\$\\1\\$|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  private boolean hasEnded;

  JobSession(Session session) {
    super((SessionImplementor) session);
  }

  /**
   * Checks that the job has not ended the transaction in any way.
   *
   * @throws IllegalStateException if it has
   */
  void requireOpen() {
    if (hasEnded) {
      throw new IllegalStateException(ENGINE_ONLY);
    }
  }

  /** Refuses what would end the transaction. The job has failed, even if it catches this. */
  IllegalStateException refuse() {
    hasEnded = true;
    return new IllegalStateException(ENGINE_ONLY);
  }

  @Override
  public Transaction beginTransaction() {
    throw new IllegalStateException(ENGINE_ONLY);
  }

  @Override
  public Transaction getTransaction() {
    throw new IllegalStateException(ENGINE_ONLY);
  }

  @Override
  public void close() {
    throw new IllegalStateException(ENGINE_ONLY);
  }

  @Override
  public void doWork(Work work) {
    int _ =
        doReturningWork(connection -> {
          work.execute(connection);
          return 0;
        });
  }

  /** Begins the transaction first, so that its end can be detected afterwards. */
  @Override
  public <T> T doReturningWork(ReturningWork<T> work) {
    return super.doReturningWork(connection -> {
      if (!isOpen(connection)) {
        try (Statement statement = connection.createStatement()) {
          boolean _ = statement.execute("select 1");
        }
      }
      T result = work.execute(new GuardedConnection(connection, this).proxy());
      hasEnded |= !isOpen(connection);
      requireOpen();
      return result;
    });
  }

  @Override
  public MutationQuery createNativeMutationQuery(String sql) {
    return super.createNativeMutationQuery(checked(sql));
  }

  @Override
  public NativeQueryImplementor createNativeQuery(String sql) {
    return super.createNativeQuery(checked(sql));
  }

  @Override
  public NativeQueryImplementor createNativeQuery(String sql, Class result) {
    return super.createNativeQuery(checked(sql), result);
  }

  @Override
  public NativeQueryImplementor createNativeQuery(String sql, String mapping) {
    return super.createNativeQuery(checked(sql), mapping);
  }

  @Override
  public <T> NativeQueryImplementor<T> createNativeQuery(
      String sql, Class<T> result, String alias) {
    return super.createNativeQuery(checked(sql), result, alias);
  }

  @Override
  public <T> NativeQueryImplementor<T> createNativeQuery(
      String sql, String mapping, Class<T> result) {
    return super.createNativeQuery(checked(sql), mapping, result);
  }

  private static boolean isOpen(Connection connection) throws SQLException {
    return connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
  }

  static String checked(String sql) {
    if (ENDS_TRANSACTION.matcher(QUOTED.matcher(sql).replaceAll(" ")).find()) {
      throw new IllegalStateException(ENGINE_ONLY);
    }
    return sql;
  }
}
