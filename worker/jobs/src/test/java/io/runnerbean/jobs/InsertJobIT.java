package io.runnerbean.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.config.Secret;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import io.runnerbean.testkit.PostgresTap;
import io.runnerbean.testkit.PostgresTap.Conversation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class InsertJobIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static PostgresTap tap;
  private static Worker worker;

  @BeforeAll
  static void start() {
    tap = PostgresTap.before(POSTGRES.database());
    PostgresDatabase database = POSTGRES.database();
    DatabaseConfig throughTheTap =
        new DatabaseConfig(
            database.host(),
            tap.port(),
            database.name(),
            database.user(),
            new Secret(database.password()),
            1);
    WorkerConfig config = new WorkerConfig(throughTheTap, HttpConfig.loopback(0), null);
    worker = Worker.start(config, Jobs.catalog(), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    worker.close();
    tap.close();
  }

  @Test
  void idsBeginAt1000AndDifferFromThoseOfOtherStatements() throws Exception {
    assertThat(post("InsertJob", "{\"data\":\"a bean\"}").statusCode()).isEqualTo(200);
    assertThat(query("insert into job_server_data (data) values ('by SQL') returning id >= 1000"))
        .isEqualTo("t");
    for (int i = 0; i < 60; i++) {
      assertThat(post("InsertJob", "{\"data\":\"a bean\"}").statusCode()).isEqualTo(200);
    }
    assertThat(
            query(
                "select min(id) >= 1000 and count(*) = 61 from job_server_data where data = 'a bean'"))
        .isEqualTo("t");
  }

  @Test
  void acceptsItsOldName() throws Exception {
    HttpResponse<String> answer = post("IncrementJob", "{\"data\":\"old name\"}");
    assertThat(answer.body()).contains("\"job_type\":\"InsertJob\"");
    assertThat(query("select count(*) from job_server_data where data = 'old name'"))
        .isEqualTo("1");
  }

  @Test
  void refusesTextThatPostgresCannotStore() throws Exception {
    assertThat(refusalOf("{\"data\":\"a\\u0000b\"}")).contains("must not contain NUL");
    assertThat(refusalOf("{\"data\":null}")).contains("must not be null");
    assertThat(refusalOf("{}")).contains("data");
  }

  /** The run of an invalid message is dead, and the daemon deletes the message. */
  private static String refusalOf(String body) throws Exception {
    HttpResponse<String> answer = post("InsertJob", body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"state\":\"dead\"");
    return query("select reason from runnerbean.dead_letter order by died_at desc limit 1");
  }

  @Test
  void storesAnyOtherText() throws Exception {
    assertThat(
            post("InsertJob", "{\"data\":\"line\\nbreak \\u00e9 \\ud83e\\uded8 ' \\\" \"}")
                .statusCode())
        .isEqualTo(200);
    assertThat(query("select data from job_server_data where data like 'line%'"))
        .isEqualTo("line\nbreak é \uD83E\uDED8 ' \" ");
  }

  @Test
  void takesOneStatementOfTheEngineAndTwoRoundTrips() throws Exception {
    for (int i = 0; i < 20; i++) {
      post("InsertJob", "{\"data\":\"warm-up\"}");
    }
    Conversation first = measured();
    boolean takesIds = first.statements().stream().anyMatch(sql -> sql.contains("nextval"));
    Conversation job = takesIds ? measured() : first; // only one in 50 takes a block of ids
    List<String> statements = job.statements();
    assertThat(statements).hasSize(4);
    assertThat(statements.getFirst()).isEqualTo("BEGIN");
    assertThat(statements.get(1)).startsWith("insert into job_server_data");
    assertThat(statements.get(2)).startsWith("insert into runnerbean.run");
    assertThat(statements.getLast()).isEqualToIgnoringWhitespace("commit");
    assertThat(job.roundTrips()).isEqualTo(2);
  }

  private static Conversation measured() throws Exception {
    tap.reset();
    post("InsertJob", "{\"data\":\"measured\"}");
    return tap.conversationWith("insert into job_server_data");
  }

  private static HttpResponse<String> post(String type, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.port() + "/job/run/" + type))
            .header("X-Aws-Sqsd-Msgid", java.util.UUID.randomUUID().toString())
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String query(String sql) throws Exception {
    try (Connection connection = POSTGRES.database().connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
