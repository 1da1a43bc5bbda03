package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.testkit.PostgresExtension;
import io.runnerbean.testkit.PostgresTap;
import io.runnerbean.testkit.PostgresTap.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The engine adds one statement and no round trip to a job that inserts one row. They are counted
 * on the wire, because drivers and pools add their own.
 */
class RoundTripIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final int WARM_UP = 20;

  /** The pool sends it on a connection that nobody has used for half a second. */
  private static final String CHECK_OF_AN_IDLE_CONNECTION = "";

  @Test
  void aJobWithOneInsertTakesOneStatementOfTheEngineAndTwoRoundTrips() throws Exception {
    try (PostgresTap tap = PostgresTap.before(POSTGRES.database());
        TestWorker worker = start(tap)) {
      for (int i = 0; i < WARM_UP; i++) {
        post(worker, "warm-up-" + i);
      }
      tap.reset();
      post(worker, "measured");
      Conversation job = tap.conversationWith("insert into Note");
      System.out.println(
          "round trips: " + job.roundTrips() + ", statements: " + kinds(job.statements()));
      assertThat(kinds(job.statements()))
          .containsExactly("BEGIN", "insert into Note", "insert into runnerbean.run", "commit");
      assertThat(job.roundTrips()).isEqualTo(2);
    }
  }

  @Test
  void aQueuedRunTakesTwoRoundTripsToo() throws Exception {
    try (PostgresTap tap = PostgresTap.before(POSTGRES.database());
        TestWorker worker = start(tap)) {
      runQueued("queued-warm-up", WARM_UP);
      post(worker, "the-only-connection-is-free");
      tap.reset();
      runQueued("queued", 1);
      await(() -> {
        Conversation job = tap.conversationWith("insert into Note");
        List<String> statements = new ArrayList<>(kinds(job.statements()));
        boolean wasChecked = statements.remove(CHECK_OF_AN_IDLE_CONNECTION);
        assertThat(statements)
            .containsExactly(
                "BEGIN",
                "insert into Note",
                "set local enable_seqscan",
                "with removed as",
                "commit");
        assertThat(job.roundTrips()).isEqualTo(wasChecked ? 3 : 2);
      });
    }
  }

  private static void runQueued(String text, int runs) throws Exception {
    POSTGRES
        .database()
        .execute(
            """
            insert into runnerbean.job_queue
              (run_id, job_type, payload, due, attempt, receive_count)
            select uuidv7(), 'NoteJob', '{"text":"%s-' || n || '"}', now(), 0, 1
            from generate_series(1, %d) n
            """
                .formatted(text, runs));
    await(() ->
        assertThat(POSTGRES.database().query("select 1 from runnerbean.job_queue")).isEmpty());
  }

  /** Has one connection, so that the warm-up prepares its statements. */
  private static TestWorker start(PostgresTap tap) {
    DatabaseConfig throughTheTap = TestWorker.databaseConfig(POSTGRES.database(), tap.port(), 1);
    return TestWorker.start(
        throughTheTap, POSTGRES.database(), NoteJobs.catalog(new NoteJobs.NoteJob()));
  }

  private static void post(TestWorker worker, String id) throws Exception {
    Map<String, String> headers =
        Map.of("X-Aws-Sqsd-Msgid", id, "X-Aws-Sqsd-Sent-At", java.time.Instant.now().toString());
    assertThat(worker.post("/job/run/NoteJob", headers, "{\"text\":\"" + id + "\"}").statusCode())
        .isEqualTo(200);
  }

  private static List<String> kinds(List<String> statements) {
    return statements.stream().map(RoundTripIT::kind).toList();
  }

  private static String kind(String statement) {
    String[] words = statement.strip().split("\\s+", -1);
    return String.join(" ", List.of(words).subList(0, Math.min(3, words.length)));
  }
}
