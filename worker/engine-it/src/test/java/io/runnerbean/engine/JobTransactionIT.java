package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import io.runnerbean.testkit.PostgresDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job cannot end its transaction or affect the next job on its thread. */
@Timeout(120)
class JobTransactionIT extends WithWorker {

  /** Does to its transaction what its payload says. */
  private static final class TransactionJob implements Job<TransactionJob.Plan> {

    private record Plan(String action) {}

    @Override
    public JobType<Plan> type() {
      return JobType.of("TransactionJob", Plan.class);
    }

    @Override
    public RetryPolicy retries() {
      return RetryPolicy.none();
    }

    @Override
    public JobResult run(Plan plan, JobContext context) throws Exception {
      Session session = context.session();
      session.persist(new Note(plan.action()));
      switch (plan.action()) {
        case "doWork", "statement", "prepared", "batch", "statementsConnection" ->
            session.doWork(connection -> commit(connection, plan.action()));
        case "swallowed" -> {
          try {
            session.doWork(Connection::rollback);
          } catch (RuntimeException e) {
            context.log().info("ignores the exception");
          }
        }
        case "early" ->
            session.doWork(connection -> {
              try (Statement statement = connection.createStatement()) {
                connection.commit();
                boolean _ = statement.execute("select 1");
              }
            });
        case "marked" -> {
          try {
            session.createQuery("no HQL", Note.class);
          } catch (RuntimeException e) {
            context.log().info("caught");
          }
        }
        case "savepoint" ->
            session.doWork(connection -> {
              Savepoint savepoint = connection.setSavepoint();
              connection.rollback(savepoint);
            });
        case "interrupt" -> Thread.currentThread().interrupt();
        case "check" -> assertThat(Thread.currentThread().isInterrupted()).isFalse();
        case "settings" -> {
          String settings =
              session
                  .createNativeQuery(
                      "select current_setting('synchronous_commit') || ' ' || current_setting('transaction_isolation')",
                      String.class)
                  .getSingleResult();
          return JobResult.succeeded(settings);
        }
        default -> query(session, plan.action());
      }
      return JobResult.succeeded();
    }

    private static void commit(Connection connection, String how) throws SQLException {
      try (Statement statement = connection.createStatement();
          PreparedStatement prepared = connection.prepareStatement("select 1")) {
        switch (how) {
          case "statement" -> statement.execute("commit");
          case "prepared" -> connection.prepareStatement("commit").execute();
          case "batch" -> statement.addBatch("commit");
          case "statementsConnection" -> prepared.getConnection().commit();
          default -> connection.commit();
        }
      }
    }

    private static void query(Session session, String action) {
      String sql =
          switch (action) {
            case "native" -> " COMMIT and chain";
            case "commented" -> "/* now */ -- so\n commit";
            case "second" -> "select '; x'; commit";
            case "quoted" -> "update note set text = text where text = '; commit'";
            case "procedure" -> "do $$ begin commit; end $$";
            default -> throw new IllegalArgumentException(action);
          };
      int _ = session.createNativeMutationQuery(sql).executeUpdate();
    }
  }

  @Override
  TestWorker start(PostgresDatabase database) {
    return TestWorker.start(
        TestWorker.databaseConfig(database, database.port(), 1),
        database,
        NoteJobs.catalog(new TransactionJob()));
  }

  @ParameterizedTest(name = "a job that ends or breaks its transaction fails: {0}")
  @ValueSource(
      strings = {
        "doWork",
        "statement",
        "prepared",
        "batch",
        "statementsConnection",
        "swallowed",
        "early",
        "native",
        "commented",
        "second",
        "procedure",
        "marked"
      })
  void cannotEndItsTransaction(String action) throws Exception {
    assertThat(run(action)).contains("\"state\":\"dead\"");
    assertThat(worker.query("select state from runnerbean.run")).containsExactly("dead");
    assertThat(worker.query("select text from note")).isEmpty();
  }

  @Test
  @DisplayName("a job may use savepoints")
  void mayUseSavepoints() throws Exception {
    assertThat(run("savepoint")).contains("succeeded");
    assertThat(worker.query("select text from note")).containsExactly("savepoint");
  }

  @Test
  @DisplayName("a job may quote a text that looks like COMMIT")
  void mayQuoteCommit() throws Exception {
    assertThat(run("quoted")).contains("succeeded");
  }

  @Test
  @DisplayName("an interrupt flag that a job leaves set does not interrupt the next job")
  void leavesNoInterruptFlag() throws Exception {
    assertThat(run("interrupt")).contains("succeeded");
    assertThat(run("check")).contains("succeeded");
  }

  @Test
  @DisplayName("a worker sets durability and isolation, whatever the database's defaults are")
  void setsDurabilityAndIsolation() throws Exception {
    String name = postgres.database().name();
    worker.execute("alter database " + name + " set synchronous_commit = off");
    worker.execute("alter database " + name + " set default_transaction_isolation = serializable");
    try (TestWorker other =
        TestWorker.start(postgres.database(), NoteJobs.catalog(new TransactionJob()))) {
      assertThat(
              other
                  .post("/job/run/TransactionJob", Map.of(), "{\"action\":\"settings\"}")
                  .statusCode())
          .isEqualTo(200);
    }
    assertThat(worker.query("select result from runnerbean.run"))
        .containsExactly("\"on read committed\"");
  }

  private String run(String action) throws Exception {
    Map<String, String> headers = FlakyWorker.headers(action, Map.of());
    return worker
        .post("/job/run/TransactionJob", headers, "{\"action\":\"%s\"}".formatted(action))
        .body();
  }
}
