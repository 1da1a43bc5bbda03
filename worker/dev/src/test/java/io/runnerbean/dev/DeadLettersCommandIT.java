package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.jobs.Jobs;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command that redrives and deletes dead letters, beside a worker. */
@Timeout(300)
class DeadLettersCommandIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static String first;
  private static String second;
  private static Worker worker;
  private static ShippedCommand letters;

  @BeforeAll
  static void start() throws Exception {
    Instant now = Instant.now();
    first = UuidV7.of(now.minusSeconds(1), "first").toString();
    second = UuidV7.of(now, "second").toString();
    Map<String, String> settings = database().environment();
    settings.put("RUNNERBEAN_PORT", "0");
    worker = Worker.start(WorkerConfig.from(settings), Jobs.catalog(), Clock.systemUTC());
    die(first, "first");
    die(second, "second");
    letters = ShippedCommand.on(database(), "dead-letters");
  }

  @AfterAll
  static void stop() throws Exception {
    letters.close();
    worker.close();
  }

  @Test
  void listsShowsRedrivesAndDeletes() throws Exception {
    assertThat(run(0, "list")).containsSubsequence(second, "the disk melted", first);
    assertThat(run(0, "list", "--limit", "1")).contains(second, "more: --before " + second);
    assertThat(run(0, "list", "--before", second)).contains(first).doesNotContain(second);
    assertThat(run(0, "list", "--type", "CronJob")).doesNotContain(first);
    assertThat(run(0, "show", first)).contains("{\"data\":\"first\"}", "java.io.IOException: no");
    assertThat(run(0, "redrive", first)).contains("redriven as run ");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(database().query("select max(data) from job_server_data"))
                .containsExactly("first"));
    assertThat(run(1, "redrive", first)).contains("is not a dead letter");
    assertThat(run(0, "discard", second)).contains("deleted");
    assertThat(run(1, "show", second)).contains("is not a dead letter");
    assertThat(run(2, "redrive", "this one")).contains("this one");
    assertThat(run(1, "list", "--limit", "0")).contains("must be at least 1");
  }

  private static String run(int code, String... arguments) throws Exception {
    return letters.run(code, arguments);
  }

  private static void die(String run, String data) throws SQLException {
    database()
        .execute(
            """
            insert into runnerbean.dead_letter
              (run_id, job_type, payload, reason, attempt, receive_count, redrive_id)
            values ('%1$s', 'InsertJob', '{"data":"%2$s"}', 'the disk melted', 1, 1, uuidv7());
            insert into runnerbean.run_attempt
              (run_id, attempt, job_type, worker, error_class, message, fingerprint, duration_ms)
            values ('%1$s', 1, 'InsertJob', 'w/1', 'java.io.IOException', 'no', 'f', 7)
            """
                .formatted(run, data));
  }

  private static PostgresDatabase database() {
    return POSTGRES.database();
  }
}
