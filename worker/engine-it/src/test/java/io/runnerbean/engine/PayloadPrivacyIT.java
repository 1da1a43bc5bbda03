package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.runnerbean.testkit.PostgresExtension;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** No log contains the content of a message or the credentials of a caller, whatever fails. */
@Isolated("events of other tests could satisfy the assertions")
@Timeout(120)
class PayloadPrivacyIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final String SECRET = "4111-1111-1111-1111";

  @Test
  void logsNoPayloadAndNoSecret() throws Exception {
    CapturedLog log = CapturedLog.open();
    try (log;
        TestWorker worker =
            TestWorker.start(POSTGRES.database(), NoteJobs.catalog(new NoteJobs.NoteJob()))) {
      String good = "{\"text\":\"" + SECRET + "\"}";
      assertThat(worker.post("/job/run/NoteJob", Map.of(), good).statusCode()).isEqualTo(200);
      assertThat(worker.post("/job/run/NoteJob", Map.of(), good).body())
          .as("the text of a note is unique")
          .contains("retrying");
      for (String bad :
          new String[] {
            SECRET,
            "{\"" + SECRET + "\":1}",
            "{\"text\":" + SECRET + "}",
            "{\"stars\":\"" + SECRET + "\"}"
          }) {
        assertThat(
                worker
                    .post("/job/run/NoteJob", Map.of("Authorization", "Bearer " + SECRET), bad)
                    .statusCode())
            .isEqualTo(400);
        assertThat(
                worker
                    .post("/job/run/NoteJob", Map.of("X-Aws-Sqsd-Msgid", "m" + bad.length()), bad)
                    .body())
            .contains("dead");
      }
    }
    assertThat(text(log)).contains("ConstraintViolationException").doesNotContain(SECRET);
  }

  private static String text(CapturedLog log) {
    return log.events().stream().map(PayloadPrivacyIT::text).collect(Collectors.joining("\n"));
  }

  private static String text(ILoggingEvent event) {
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    return event.getFormattedMessage()
        + " "
        + event.getMDCPropertyMap()
        + " "
        + event.getKeyValuePairs()
        + "\n"
        + trace;
  }
}
