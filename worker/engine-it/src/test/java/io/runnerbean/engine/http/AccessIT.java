package io.runnerbean.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.config.Secret;
import io.runnerbean.config.signing.SignedRequest;
import io.runnerbean.testkit.PostgresExtension;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each path accepts only allowed callers. The requests use real connections that seem to come from
 * other addresses.
 */
@Timeout(120)
class AccessIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static AccessRig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = new AccessRig(POSTGRES.database());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  /** An allowed request to /job/post is answered 503 here, because no queue is configured. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the rule                              | peer      | path      | header                         | status | says
          a trusted host may run                  | 127.0.0.1 | /job/run  |                                | 200    | run_id
          another host may not run                | 10.0.0.1  | /job/run  |                                | 403    | a program that signs its requests
          a forged header is ignored              | 10.0.0.2  | /job/run  | X-Forwarded-For: 127.0.0.1     | 403    | a program that signs its requests
          a token does not let another host run   | 10.0.0.3  | /job/run  | Authorization: Bearer new      | 403    | a program that signs its requests
          posting needs a token                   | 10.0.0.4  | /job/post |                                | 401    | Authorization: Bearer <token>
          posting from a trusted host does too    | 127.0.0.1 | /job/post |                                | 401    | is missing
          another scheme is not a token           | 10.0.0.5  | /job/post | Authorization: Basic bmV3      | 401    | is missing
          a wrong token                           | 10.0.0.6  | /job/post | Authorization: Bearer wrong    | 401    | unknown
          the new token                           | 10.0.0.7  | /job/post | Authorization: Bearer new      | 503    | has no queue
          the old token, until it is removed      | 10.0.0.8  | /job/post | Authorization: Bearer old      | 503    | has no queue
          a delivery from a trusted host          | 127.0.0.1 | /job/post | X-Aws-Sqsd-Msgid: m            | 503    | has no queue
          a delivery from another host            | 10.0.0.9  | /job/post | X-Aws-Sqsd-Msgid: m            | 403    | a program that signs its requests
          """)
  void isAllowedOrGetsTheReason(
      String rule, String peer, String path, String header, int status, String says)
      throws Exception {
    HttpRequest.Builder request = rig.request(peer, path);
    if (header != null) {
      request.header(header.split(": ", 2)[0], header.split(": ", 2)[1]);
    }
    HttpResponse<String> answer =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).contains(says);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the rule                    | peer     | seconds off | signed with | method | path      | headers   | body | status | says
          a valid signature             | 10.0.1.1 | 0           | new         | POST   | /job/run  | msgid:m1 | {}   | 200    | run_id
          a signature with the old key  | 10.0.1.2 | 0           | old         | POST   | /job/run  | msgid:m1 | {}   | 200    | run_id
          nearly five minutes late      | 10.0.1.3 | -300        | new         | POST   | /job/run  | msgid:m1 | {}   | 200    | run_id
          more than five minutes late   | 10.0.1.4 | -301        | new         | POST   | /job/run  | msgid:m1 | {}   | 403    | within 5 minutes
          more than five minutes early  | 10.0.1.5 | 301         | new         | POST   | /job/run  | msgid:m1 | {}   | 403    | within 5 minutes
          an unknown key                | 10.0.1.6 | 0           | none        | POST   | /job/run  | msgid:m1 | {}   | 403    | does not match
          signed for another method     | 10.0.1.7 | 0           | new         | PUT    | /job/run  | msgid:m1 | {}   | 403    | does not match
          signed for another path       | 10.0.1.8 | 0           | new         | POST   | /job/post | msgid:m1 | {}   | 403    | does not match
          signed for another message    | 10.0.1.9 | 0           | new         | POST   | /job/run  | msgid:m2 | {}   | 403    | does not match
          signed without its headers    | 10.0.2.2 | 0           | new         | POST   | /job/run  | ''   | {}   | 403    | does not match
          signed with one more header   | 10.0.2.3 | 0           | new         | POST   | /job/run  | msgid:m1,sent-at:2026-11-21T07:30:00Z | {} | 403 | does not match
          signed for another body       | 10.0.2.1 | 0           | new         | POST   | /job/run  | msgid:m1 | {"a":1} | 403 | does not match
          """)
  void acceptsSignedDeliveriesFromOtherHosts(
      String rule,
      String peer,
      long off,
      String key,
      String method,
      String path,
      String headers,
      String body,
      int status,
      String says)
      throws Exception {
    String timestamp = String.valueOf(AccessRig.NOW.plusSeconds(off).getEpochSecond());
    SignedRequest signed =
        new SignedRequest(
            timestamp,
            method,
            path + "/IdleJob",
            covered(headers),
            body.getBytes(StandardCharsets.UTF_8));
    String secret =
        switch (key) {
          case "new" -> AccessRig.KEY;
          case "old" -> AccessRig.OLD_KEY;
          default -> "a key that is not configured here";
        };
    HttpRequest request =
        rig.request(peer, "/job/run")
            .header("X-Aws-Sqsd-Msgid", "m1")
            .header("X-Runnerbean-Timestamp", timestamp)
            .header("X-Runnerbean-Signature", signed.sign(new Secret(secret)))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).contains(says);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private static SortedMap<String, String> covered(String headers) {
    SortedMap<String, String> covered = new TreeMap<>();
    for (String header : headers.isEmpty() ? new String[0] : headers.split(",")) {
      covered.put("x-aws-sqsd-" + header.split(":", 2)[0], header.split(":", 2)[1]);
    }
    return covered;
  }

  @Test
  void limitsFailedRequestsAndGivesTheReason() throws Exception {
    HttpRequest wrong =
        rig.request("10.0.3.1", "/job/post").header("Authorization", "Bearer wrong").build();
    for (int i = 0; i < 10; i++) {
      assertThat(CLIENT.send(wrong, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
    }
    HttpResponse<String> limited = CLIENT.send(wrong, HttpResponse.BodyHandlers.ofString());
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(limited.body()).contains("Too many failed requests", "unknown");
    HttpRequest right =
        rig.request("10.0.3.1", "/job/post").header("Authorization", "Bearer new").build();
    assertThat(CLIENT.send(right, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(503);
    HttpRequest other = rig.request("10.0.3.2", "/job/post").build();
    assertThat(CLIENT.send(other, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(401);
  }
}
