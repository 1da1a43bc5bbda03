package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.body;
import static io.runnerbean.engine.FlakyWorker.headers;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A delivered message that no job can run becomes a dead letter with the reason. */
@Timeout(300)
class InvalidDeliveryIT extends WithFlakyWorker {

  @ParameterizedTest(name = "a message that no job can run becomes a dead letter: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          /job/run/Soon | {"text":                                   | (none) | Malformed body: body is not JSON
          /job/run/Soon | ["x"]                                      | (none) | must be a JSON object
          /job/run      | {"text":"x"}                               | (none) | job_type is missing
          /job/run      | {"job_type":"no name","text":"x"}          | (none) | Unknown job type
          /job/run/Soon | {"text":"x","failures":"1","mode":"THROW"} | Soon   | failures must be an integer
          /job/run/Soon | {"\\u0000":1}                             | (none) | name contains what cannot be stored
          /job/run/Soon | {"text":"x","job_y":1,"job_z":2}           | (none) | job_z is reserved
          """)
  void deadLettersInvalidMessages(String path, String body, String type, String reason)
      throws Exception {
    HttpResponse<String> answer = rig.worker.post(path, headers("a", Map.of()), body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    assertThat(rig.rows("select payload from runnerbean.dead_letter")).containsExactly(body);
    assertThat(
            rig.rows("select reason from runnerbean.dead_letter where job_type = '" + type + "'"))
        .hasSize(1)
        .allMatch(found -> found.contains(reason));
    assertThat(rig.rows("select job_type || ' ' || state from runnerbean.run"))
        .containsExactly(type + " dead");
    assertThat(rig.worker.post(path, headers("a", Map.of()), body).body()).contains("duplicate");
    assertThat(rig.worker.post(path, Map.of(), body).statusCode())
        .as("a plain POST gets the error as its answer")
        .isEqualTo(400);
  }

  @Test
  @DisplayName("a message that is so old that it may have run before becomes a dead letter")
  void deadLettersOldMessages() throws Exception {
    Map<String, String> longAgo =
        Map.of("X-Aws-Sqsd-Msgid", "a", "X-Aws-Sqsd-Sent-At", "2001-01-01T00:00:00Z");
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Soon", longAgo, body("a", 0, FailureMode.THROW));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    assertThat(rig.rows("select job_type || ': ' || reason from runnerbean.dead_letter"))
        .containsExactly(
            "Soon: Message time out of range: time sent is outside the retention period, so it may have run before; redrive it to run it");
    assertThat(rig.rows("select text from note")).isEmpty();
  }

  @ParameterizedTest(
      name = "a malformed header becomes a dead letter that names the header: {0}: {1}")
  @CsvSource({
    "X-Aws-Sqsd-Attr-Runnerbean-Key, order-4711",
    "X-Aws-Sqsd-Attr-Runnerbean-Key, 3f0e5a3e-8f5e-4c0e-9d8b-5f0e3a3e8f5e",
    "X-Aws-Sqsd-Scheduled-At,        tomorrow",
    "X-Aws-Sqsd-Sent-At,             +1000000000-01-01T00:00:00Z",
    "X-Aws-Sqsd-Receive-Count,       0"
  })
  void deadLettersMalformedHeaders(String header, String value) throws Exception {
    Map<String, String> headers = new HashMap<>(headers("a", Map.of()));
    headers.put(header, value);
    HttpResponse<String> answer =
        rig.worker.post("/job/run/Soon", headers, body("a", 0, FailureMode.THROW));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    assertThat(rig.rows("select reason from runnerbean.dead_letter"))
        .hasSize(1)
        .allMatch(reason -> reason.startsWith("Malformed headers: " + header));
    assertThat(rig.worker.post("/job/run/Soon", headers, body("a", 0, FailureMode.THROW)).body())
        .contains("duplicate");
  }
}
