package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.store.QueueMetrics;
import io.runnerbean.testkit.PostgresExtension;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** A worker logs the metrics that the alarms use. */
@Isolated("workers of other tests log the same metrics")
@Timeout(120)
class AlarmMetricsIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final Instant TIME = Instant.parse("2026-11-28T03:00:00Z");
  private static final Duration LATE = Duration.ofSeconds(7);

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.runnerbean");
  private final @Nullable Level levelBefore = logger.getLevel();
  private CapturedLog log;
  private TestWorker worker;

  @BeforeEach
  void start() throws Exception {
    log = CapturedLog.open();
    logger.setLevel(Level.INFO);
    worker =
        TestWorker.start(
            new WorkerConfig(
                TestWorker.databaseConfig(POSTGRES.database(), POSTGRES.database().port(), 2),
                HttpConfig.loopback(0),
                null),
            POSTGRES.database(),
            NoteJobs.catalog(new NoteJobs.NoteJob()),
            Clock.fixed(TIME.plus(LATE), ZoneOffset.UTC));
    worker.execute(TestWorker.DELETE_RUNS);
  }

  @AfterEach
  void stop() {
    worker.close();
    logger.setLevel(levelBefore);
    log.close();
  }

  @Test
  @DisplayName("a worker logs the lateness of scheduled messages only")
  void logsLatenessOfScheduledMessages() throws Exception {
    Map<String, String> tick =
        Map.of(
            "X-Aws-Sqsd-Msgid", "1",
            "X-Aws-Sqsd-Taskname", "nightly",
            "X-Aws-Sqsd-Scheduled-At", TIME.toString());
    assertThat(worker.post("/job/run/NoteJob", tick, "{\"text\":\"a\"}").statusCode())
        .isEqualTo(200);
    assertThat(
            worker
                .post("/job/run/NoteJob", Map.of("X-Aws-Sqsd-Msgid", "2"), "{\"text\":\"b\"}")
                .statusCode())
        .isEqualTo(200);
    assertThat(metrics("schedule_late_seconds")).containsExactly(LATE.toSeconds());
  }

  @Test
  @DisplayName("a success has a line of its own only if its message asks for it")
  void logsTheSuccessOfATracedMessage() throws Exception {
    Map<String, String> traced =
        Map.of("X-Aws-Sqsd-Msgid", "1", "X-Aws-Sqsd-Attr-Runnerbean-Trace", "true");
    assertThat(worker.post("/job/run/NoteJob", traced, "{\"text\":\"a\"}").statusCode())
        .isEqualTo(200);
    Map<String, String> other =
        Map.of("X-Aws-Sqsd-Msgid", "2", "X-Aws-Sqsd-Attr-Runnerbean-Trace", "maybe");
    assertThat(worker.post("/job/run/NoteJob", other, "{\"text\":\"b\"}").statusCode())
        .isEqualTo(200);
    assertThat(metrics("outcome")).containsExactly("succeeded");
    worker.close();
    assertThat(metrics("succeeded")).as("the sum").containsExactly(2L);
    assertThat(metrics("failed")).containsExactly(0L);
  }

  @Test
  @DisplayName("a worker logs the metrics of the job queue as soon as it starts")
  void logsQueueMetricsAtStart() {
    FlakyWorker.await(() -> {
      assertThat(metrics("queued_runs")).hasSize(1).allMatch(Long.class::isInstance);
      assertThat(metrics("oldest_due_seconds")).hasSize(1);
      assertThat(metrics("dead_letters")).hasSize(1);
    });
  }

  @Test
  @DisplayName("the oldest due run is neither claimed nor of a paused type")
  void ignoresClaimedAndPausedRuns() throws Exception {
    assertThat(count()).isEqualTo(new QueueMetrics(0, Duration.ZERO, 0));
    worker.execute(
        """
        insert into runnerbean.paused_type values ('Paused', 'a test');
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count, worker, leased_until)
        values (uuidv7(), 'UnknownType', '{}', now() - interval '2 hours', 0, 1, null, null),
               (uuidv7(), 'UnknownType', '{}', now() + interval '2 hours', 0, 1, null, null),
               (uuidv7(), 'Paused', '{}', now() - interval '9 hours', 0, 1, null, null),
               (uuidv7(), 'UnknownType', '{}', now() - interval '9 hours', 1, 1, 'w', now() + interval '1 hour');
        insert into runnerbean.dead_letter (run_id, job_type, payload, attempt, reason, receive_count, redrive_id)
        values (uuidv7(), 'UnknownType', '{}', 1, 'a test', 1, uuidv7())
        """);
    assertThat(count().queued()).isEqualTo(4);
    assertThat(count().oldestDue()).isBetween(Duration.ofHours(2), Duration.ofHours(3));
    assertThat(count().deadLetters()).isEqualTo(1);
  }

  private static QueueMetrics count() throws Exception {
    try (Connection connection = POSTGRES.database().connect()) {
      connection.setAutoCommit(false);
      QueueMetrics metrics = new QueueMetrics(-1, Duration.ZERO, 0);
      while (metrics.queued() < 0) { // the worker may be counting now
        QueueMetrics.countIfOlder(connection, Duration.ofNanos(-1));
        metrics = QueueMetrics.read(connection).orElse(metrics);
        connection.commit();
      }
      return metrics;
    }
  }

  private List<Object> metrics(String key) {
    return log.events().stream()
        .map(ILoggingEvent::getKeyValuePairs)
        .flatMap(pairs -> pairs == null ? Stream.<KeyValuePair>of() : pairs.stream())
        .filter(pair -> pair.key.equals(key))
        .map((KeyValuePair pair) -> pair.value)
        .toList();
  }
}
