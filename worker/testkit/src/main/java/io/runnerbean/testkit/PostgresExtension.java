package io.runnerbean.testkit;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives a test class an empty database of its own, on one server for the JVM. */
public final class PostgresExtension implements BeforeAllCallback {

  private static final AtomicInteger COUNTER = new AtomicInteger();

  private @Nullable PostgresDatabase database;

  @Override
  public void beforeAll(ExtensionContext context) {
    database = server(context).database("test_" + COUNTER.incrementAndGet());
  }

  public PostgresDatabase database() {
    return Objects.requireNonNull(database, "register the extension in a static field");
  }

  /** Returns the one server of this JVM. JUnit closes what its root store holds. */
  private static PostgresServer server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(
            PostgresServer.class, type -> PostgresServer.temporary(), PostgresServer.class);
  }
}
