package io.runnerbean.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.chaos.load.JobKind;
import io.runnerbean.config.Secret;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That a run which goes wrong would be seen. */
@Timeout(120)
class AuditIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Map<String, JobKind> DIRECT = Map.of("direct-1", JobKind.DIRECT);

  private Connection connection;

  @BeforeAll
  static void migrate() {
    PostgresDatabase database = POSTGRES.database();
    DatabaseConfig config =
        new DatabaseConfig(
            database.host(),
            database.port(),
            database.name(),
            database.user(),
            new Secret(database.password()),
            2);
    JobCatalog tables = JobCatalog.of().migrations("classpath:io/runnerbean/chaos/migration");
    Worker.start(new WorkerConfig(config, HttpConfig.loopback(0), null), tables, Clock.systemUTC())
        .close();
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = POSTGRES.database().connect();
  }

  @AfterEach
  void forget() throws SQLException {
    execute(
        """
        truncate runnerbean.run, runnerbean.job_queue, runnerbean.dead_letter, effect cascade;
        update effect_total set total = 0
        """);
    connection.close();
  }

  @Test
  void whatEndedOnceAndLeftWhatItShouldIsCommitted() throws SQLException {
    ended("direct-1", "succeeded");
    effect("direct-1", 1);
    expect(DIRECT, false, "sent 1 committed 1 lost 0 doubled 0 stuck 0");
  }

  @Test
  void nothingAtAllIsALoss() throws SQLException {
    expect(DIRECT, false, "sent 1 committed 0 lost 1 doubled 0 stuck 0");
  }

  @Test
  void anEndWithoutItsEffectIsALoss() throws SQLException {
    ended("direct-1", "succeeded");
    expect(DIRECT, false, "sent 1 committed 0 lost 1 doubled 0 stuck 0");
  }

  @Test
  void anEndThatMayNotBeIsALoss() throws SQLException {
    ended("direct-1", "dead");
    expect(DIRECT, false, "sent 1 committed 0 lost 1 doubled 0 stuck 0");
  }

  @Test
  void aSecondEndIsADouble() throws SQLException {
    ended("direct-1", "succeeded");
    ended("direct-1", "succeeded");
    effect("direct-1", 1);
    expect(DIRECT, false, "sent 1 committed 0 lost 0 doubled 1 stuck 0");
  }

  @Test
  void anEffectThatWasWrittenTwiceIsADouble() throws SQLException {
    ended("direct-1", "succeeded");
    effect("direct-1", 2);
    expect(DIRECT, false, "sent 1 committed 0 lost 0 doubled 1 stuck 0");
  }

  @Test
  void anEffectOfWhatFailedIsADouble() throws SQLException {
    ended("failing-1", "dead");
    effect("failing-1", 1);
    expect(
        Map.of("failing-1", JobKind.FAILING), false, "sent 1 committed 0 lost 0 doubled 1 stuck 0");
  }

  @Test
  void aCountThatDoesNotAgreeIsSeen() throws SQLException {
    ended("direct-1", "succeeded");
    effect("direct-1", 1);
    execute("update effect_total set total = 2 where slot = 0");
    expect(DIRECT, false, "sent 1 committed 1 lost 0 doubled 1 stuck 0");
  }

  @Test
  void aStepOfALongRunThatIsMissingIsALoss() throws SQLException {
    ended("long-1", "succeeded");
    effect("long-1", 1);
    effect("long-1/first", 1);
    expect(Map.of("long-1", JobKind.LONG), false, "sent 1 committed 0 lost 1 doubled 0 stuck 0");
  }

  @Test
  void whatWaitsInTheQueueForEverIsStuck() throws SQLException {
    execute(
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        values (uuidv7(), 'Direct', '{"key":"direct-1"}', now(), 0, 1)
        """);
    assertThat(new Audit(connection).isQuiet()).isFalse();
    expect(DIRECT, false, "sent 1 committed 0 lost 0 doubled 0 stuck 1");
  }

  @Test
  void whatMayStillComeFromTheQueueIsStuck() throws SQLException {
    expect(DIRECT, true, "sent 1 committed 0 lost 0 doubled 0 stuck 1");
  }

  @Test
  void whoeverCancelsMayBeTooLate() throws SQLException {
    ended("cancelled-1", "cancelled");
    ended("cancelled-2", "succeeded");
    effect("cancelled-2", 1);
    expect(
        Map.of("cancelled-1", JobKind.CANCELLED, "cancelled-2", JobKind.CANCELLED),
        false,
        "sent 2 committed 2 lost 0 doubled 0 stuck 0");
  }

  @Test
  void whatOvertakesInItsGroupIsOutOfOrder() throws SQLException {
    ended("ordered-1007", "succeeded");
    ended("ordered-7", "succeeded");
    ended("ordered-8", "succeeded");
    effect("ordered-1007", 1);
    effect("ordered-7", 1);
    effect("ordered-8", 1);
    AuditResult result =
        new Audit(connection)
            .result(
                Map.of(
                    "ordered-7", JobKind.ORDERED,
                    "ordered-1007", JobKind.ORDERED,
                    "ordered-8", JobKind.ORDERED),
                false);
    assertThat(result.committed()).isEqualTo(3);
    assertThat(result.outOfOrder()).isEqualTo(1);
    assertThat(result.isGood()).isFalse();
  }

  private void expect(Map<String, JobKind> sent, boolean queueHasMessages, String text)
      throws SQLException {
    AuditResult result = new Audit(connection).result(sent, queueHasMessages);
    assertThat(
            "sent %d committed %d lost %d doubled %d stuck %d"
                .formatted(
                    result.sent(),
                    result.committed(),
                    result.lost(),
                    result.doubled(),
                    result.stuck()))
        .isEqualTo(text);
    assertThat(result.isGood()).isEqualTo(text.endsWith("lost 0 doubled 0 stuck 0"));
  }

  private void ended(String key, String state) throws SQLException {
    execute(
        """
        insert into runnerbean.run (id, job_type, state, attempt, worker, payload)
        values (uuidv7(), 'Any', '%s', 1, 'test', '{"key":"%s"}')
        """
            .formatted(state, key));
  }

  private void effect(String key, int times) throws SQLException {
    execute(
        """
        insert into effect (key, times) values ('%1$s', %2$d);
        update effect_total set total = total + %2$d where slot = 0
        """
            .formatted(key, times));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
