package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.PostgresExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row is an invalid request and its refusal. */
@Timeout(60)
class RefusalTableIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static TestWorker worker;

  @BeforeAll
  static void start() {
    worker =
        TestWorker.start(
            POSTGRES.database(), NoteJobs.catalog(new NoteJobs.NoteJob(), new NoteJobs.TickJob()));
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the rule                   | method | path                         | content type                    | body            | status | field                | says
          not JSON                     | POST   | /job/run/NoteJob             | application/json                | {               | 400    | body                 | line 1, column
          not an object                | POST   | /job/run/NoteJob             | application/json                | 7               | 400    | body                 | must be a JSON object
          duplicate keys               | POST   | /job/run/NoteJob             | application/json                | {"a":1,"a":2}   | 400    | body                 | Duplicate
          nested deeper than 64        | POST   | /job/run/NoteJob             | application/json                | DEEP            | 400    | body                 | at most 64 levels
          a misspelled type            | POST   | /job/run/NotJob              | application/json                | {}              | 400    | path                 | did you mean NoteJob?
          an unknown type              | POST   | /job/run/Whatever            | application/json                | {}              | 400    | path                 | must be one of NoteJob, OldNoteJob, TickJob
          the wrong method             | GET    | /job/run                     |                                 |                 | 405    |                      | Use POST
          POST to a health check       | POST   | /health/ready                | application/json                | {}              | 405    |                      | Use GET or HEAD
          the wrong content type       | POST   | /job/run/NoteJob             | text/plain                      | {"text":"x"}    | 415    |                      | application/json
          the wrong charset            | POST   | /job/run/NoteJob             | application/json; charset=utf-16 | {"text":"x"}    | 415    |                      | UTF-8
          an unknown path              | POST   | /job/walk                    | application/json                | {}              | 404    |                      | /job/run
          an unknown path below        | POST   | /job/run/NoteJob/now         | application/json                | {}              | 404    |                      | /job/run
          a huge number                | POST   | /job/run/NoteJob             | application/json                | {"stars":1e999999999} | 400 | stars              |
          half a surrogate pair        | POST   | /job/run/NoteJob             | application/json                | {"text":"\\ud800"} | 400 | text             | half of a surrogate pair
          halves in the wrong order    | POST   | /job/run/NoteJob             | application/json                | {"text":"\\udc00\\ud800"} | 400 | text       | half of a surrogate pair
          an escaped NUL               | POST   | /job/run/NoteJob             | application/json                | {"text":"a\\u0000b"} | 400 | text            | must not contain NUL
          an escaped NUL in a list     | POST   | /job/run/NoteJob             | application/json                | {"a":[1,"\\u0000"]} | 400 | a[1]             | must not contain NUL
          an escaped NUL in a name     | POST   | /job/run/NoteJob             | application/json                | {"a\\u0000":1} | 400 | body                  | whose name contains
          a type with markup           | POST   | /job/run/%3Cscript%3E        | application/json                | {}              | 400    | path                 | must be one of
          """)
  void isRefused(
      String rule,
      String method,
      String path,
      @Nullable String type,
      @Nullable String body,
      int status,
      @Nullable String field,
      @Nullable String says)
      throws Exception {
    HttpResponse<String> answer = send(method, path, type, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body())
        .contains("\"title\":", says == null ? "" : says)
        .doesNotContain("at io.runnerbean", "<script>");
    if (field != null) {
      assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }
    assertThat(worker.query("select text from note")).isEmpty();
  }

  @Test
  void listsTheMethodsInTheAllowHeader() throws Exception {
    assertThat(send("DELETE", "/job/run", null, null).headers().firstValue("Allow"))
        .hasValue("POST");
    assertThat(send("POST", "/health/live", null, "").headers().firstValue("Allow"))
        .hasValue("GET, HEAD");
  }

  /** A body whose announced length is too large is refused before it is sent. */
  @ParameterizedTest
  @CsvSource({
    "Content-Length: 1048577",
    "Content-Length: 1500000000",
    "Content-Length: 2147483648",
    "Content-Length: 99999999999"
  })
  void refusesATooLargeBodyUnread(String length) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), worker.port())) {
      socket.setSoTimeout(30_000);
      String head =
          "POST /job/run/NoteJob HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + length
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertThat(firstLine(socket.getInputStream()))
          .isEqualTo("HTTP/1.1 413 Request Entity Too Large");
    }
  }

  @Test
  void acceptsABodyOfTheMaximumSize() throws Exception {
    String body = "{\"text\":\"" + "x".repeat(1024 * 1024 - 11) + "\"}";
    assertThat(send("POST", "/job/run/NoteJob", "application/json", body + " ").statusCode())
        .isEqualTo(413);
    assertThat(send("POST", "/job/run/Unknown", "application/json", body).statusCode())
        .isEqualTo(400);
  }

  @Test
  void ignoresTheContentTypeOfADelivery() throws Exception {
    HttpRequest delivery =
        request("/job/run/TickJob")
            .header("X-Aws-Sqsd-Msgid", "m")
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(CLIENT.send(delivery, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    worker.execute("truncate note");
  }

  private static HttpResponse<String> send(
      String method, String path, @Nullable String type, @Nullable String body) throws Exception {
    HttpRequest.Builder request = request(path);
    if (type != null) {
      request.header("Content-Type", type);
    }
    HttpRequest.BodyPublisher content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(expand(body));
    return CLIENT.send(
        request.method(method, content).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.port() + path))
        .timeout(Duration.ofSeconds(30));
  }

  private static String expand(String body) {
    return body.equals("DEEP") ? "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}" : body;
  }

  private static String firstLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\r'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString();
  }
}
