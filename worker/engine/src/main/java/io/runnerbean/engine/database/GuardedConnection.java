package io.runnerbean.engine.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connection as a job gets it. It refuses to end the transaction, by a method or by SQL, also
 * of the statements that it makes.
 */
record GuardedConnection(Connection connection, JobSession session) {

  private static final Set<String> FORBIDDEN_METHODS =
      Set.of("commit", "setAutoCommit", "close", "abort");

  Connection proxy() {
    return (Connection)
        Proxy.newProxyInstance(
            GuardedConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> onConnection(method, arguments));
  }

  private @Nullable Object onConnection(Method method, Object @Nullable [] arguments)
      throws Throwable {
    boolean isRollback = method.getName().equals("rollback") && arguments == null;
    if (isRollback || FORBIDDEN_METHODS.contains(method.getName())) {
      throw session.refuse();
    }
    Object result = checkedInvoke(connection, method, arguments);
    return result instanceof Statement statement
        ? guarded(statement, method.getReturnType())
        : result;
  }

  /**
   * Guards a statement.
   *
   * @param type the interface that the job knows it by
   */
  private Object guarded(Statement statement, Class<?> type) {
    return Proxy.newProxyInstance(
        GuardedConnection.class.getClassLoader(),
        new Class<?>[] {type},
        (_, method, arguments) ->
            method.getName().equals("getConnection")
                ? proxy()
                : checkedInvoke(statement, method, arguments));
  }

  private static @Nullable Object checkedInvoke(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    if (arguments != null && arguments[0] instanceof String sql && takesSql(method.getName())) {
      String _ = JobSession.checked(sql);
    }
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static boolean takesSql(String method) {
    return method.startsWith("prepare")
        || method.startsWith("execute")
        || method.equals("addBatch");
  }
}
