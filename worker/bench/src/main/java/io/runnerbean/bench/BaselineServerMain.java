package io.runnerbean.bench;

import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.jobs.JobServerData;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import jakarta.persistence.ValidationMode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/**
 * The minimum of code that uses the worker's libraries to migrate a database and insert a row for
 * each POST.
 */
public final class BaselineServerMain {

  private BaselineServerMain() {}

  public static void main(String[] args) {
    DataSource source = WorkerConfig.from(System.getenv()).database().source();
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:io/runnerbean/jobs/migration")
        .load()
        .migrate();
    System.out.println("Listening on port " + listen(sessions(source)));
  }

  /** The jar that contains this class. */
  static Path jar() {
    return Path.of(
        BaselineServerMain.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static SessionFactory sessions(DataSource source) {
    return new HibernatePersistenceConfiguration("bare")
        .managedClass(JobServerData.class)
        .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, source)
        .validationMode(ValidationMode.NONE)
        .createEntityManagerFactory();
  }

  private static int listen(SessionFactory sessions) {
    Undertow server =
        Undertow.builder()
            .addHttpListener(
                0, "127.0.0.1", new BlockingHandler(insert -> insert(sessions, insert)))
            .build();
    server.start();
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  private static void insert(SessionFactory sessions, HttpServerExchange exchange) {
    sessions.inTransaction(session -> session.persist(new JobServerData("bare")));
    exchange.getResponseSender().send("{}");
  }
}
