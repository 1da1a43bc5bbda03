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
 * The session as a job gets it. A job cannot end its transaction: what it had committed early would
 * be there without the row that says that the run is done, and the run would come again.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // raw signatures that are inherited
final class JobSession extends SessionDelegatorBaseImpl {

  private static final String ENGINE_ONLY =
      "only the engine begins, ends and closes the transaction of a job";

  private static final Pattern ENDS_TRANSACTION =
      Pattern.compile(
          "\\s*(commit|end|rollback(?!\\s+to)|abort|begin|start\\s+transaction|prepare\\s+transaction)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private boolean hasEnded;

  JobSession(Session session) {
    super((SessionImplementor) session);
  }

  /**
   * Throws if the job has ended the transaction, by whatever way.
   *
   * @throws IllegalStateException if it has
   */
  void requireOpen() {
    if (hasEnded) {
      throw new IllegalStateException(ENGINE_ONLY);
    }
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

  /** The transaction is begun before, so that its end can be seen after. */
  @Override
  public <T> T doReturningWork(ReturningWork<T> work) {
    return super.doReturningWork(connection -> {
      if (!isOpen(connection)) {
        try (Statement statement = connection.createStatement()) {
          boolean _ = statement.execute("select 1");
        }
      }
      T result = work.execute(connection);
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

  private static String checked(String sql) {
    if (ENDS_TRANSACTION.matcher(sql).matches()) {
      throw new IllegalStateException(ENGINE_ONLY);
    }
    return sql;
  }
}
