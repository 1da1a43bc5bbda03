package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.NoteJobs.Seen;
import io.runnerbean.testkit.PostgresExtension;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The context of a job describes its message and its attempt. */
@Timeout(60)
class ContextIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static TestWorker worker;

  @BeforeAll
  static void start() {
    worker = TestWorker.start(POSTGRES.database(), NoteJobs.catalog(new NoteJobs.ContextJob()));
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @Test
  void describesADelivery() throws Exception {
    Instant sent = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(90);
    Map<String, String> headers =
        Map.of(
            "X-Aws-Sqsd-Msgid", "the-id",
            "X-Aws-Sqsd-Receive-Count", "2",
            "X-Aws-Sqsd-Sent-At", sent.toString(),
            "X-Aws-Sqsd-First-Received-At", sent.plusSeconds(1).toString(),
            "X-Aws-Sqsd-Scheduled-At", sent.minusSeconds(5).toString());
    worker.post("/job/run/ContextJob", headers, "{\"text\":\"delivery\"}");
    Seen seen =
        new Seen(
            "the-id",
            1,
            sent.toString(),
            sent.plusSeconds(1).toString(),
            sent.minusSeconds(5).toString());
    assertThat(worker.query("select text from note where text like 'delivery%'"))
        .containsExactly("delivery " + seen);
  }

  @Test
  void describesAPlainPostAsAFirstAttempt() throws Exception {
    worker.post("/job/run/ContextJob", Map.of(), "{\"text\":\"plain\"}");
    assertThat(worker.query("select text from note where text like 'plain%'"))
        .containsExactly("plain " + new Seen("none", 1, "none", "none", "none"));
  }
}
