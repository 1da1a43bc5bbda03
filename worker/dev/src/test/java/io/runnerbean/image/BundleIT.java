package io.runnerbean.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.http.auth.PostTokens;
import io.runnerbean.testkit.SqsServer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;

/**
 * The bundle as it runs on an instance of Elastic Beanstalk: the daemon posts to nginx on port 80,
 * which forwards everything to the container that was built from the zip. nginx and the daemon have
 * the settings of the bundle.
 */
@Tag("docker")
@Timeout(900)
class BundleIT {

  private static final String TOKEN = "a token of this test";
  private static final Bundle BUNDLE = Bundle.built();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Instance instance;
  private static GenericContainer<?> worker;
  private static String gateway;

  @BeforeAll
  static void start() throws Exception {
    instance = Instance.start();
    Map<String, String> environment = new LinkedHashMap<>(instance.environment());
    environment.put("RUNNERBEAN_POST_TOKENS", PostTokens.hashOf(TOKEN));
    environment.putAll(BUNDLE.environment());
    Containers containers = instance.containers();
    worker = containers.worker("bundle", environment);
    gateway = Containers.gateway(worker);
    containers.nginx(nginx(worker), BUNDLE.platform());
    containers.daemon("bundle", SqsServer.clientEnvironment(), daemon());
  }

  @AfterAll
  static void stop() {
    instance.close();
    HTTP.shutdownNow();
  }

  @Test
  void startsWithItsAotCache() throws Exception {
    String loaded =
        worker
            .execInContainer(
                "java",
                "@/opt/runnerbean/java.options",
                "-Xlog:class+load",
                "-jar",
                "/opt/runnerbean/runnerbean.jar",
                "--help")
            .getStdout();
    assertThat(loaded).contains("io.runnerbean.cli.Main source: shared objects file");
  }

  @Test
  void runsAJobFromSqs() {
    instance.send("{\"job_type\":\"InsertJob\",\"data\":\"by SQS\"}");
    instance.awaitOne("job_server_data where data = 'by SQS'");
  }

  @Test
  void runsAJobThatWasPosted() throws Exception {
    assertThat(status("127.0.0.1", "/job/post/InsertJob", Map.of("Authorization", bearer())))
        .isEqualTo(202);
    instance.awaitOne("job_server_data where data = 'posted to /job/post/InsertJob'");
  }

  @Test
  void runsAPeriodicJob() {
    instance.awaitOne("(select from cron_job_data limit 1) one");
  }

  /** By default nginx closes a connection after 60 s, and the job would run again. */
  @Test
  void waitsForAJobOf70Seconds() throws Exception {
    String slow;
    try (Connection connection = instance.database().connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table job_server_data in share mode");
      slow = instance.send("{\"job_type\":\"InsertJob\",\"data\":\"slow\"}");
      statement.execute("select pg_sleep(70)");
      connection.commit();
    }
    instance.awaitOne("job_server_data where data = 'slow'");
    instance.awaitOne(
        "runnerbean.run where attempt = 1 and finished_at - started_at > interval '61 s'"
            + " and message_id = '"
            + slow
            + "'");
  }

  @Test
  void acceptsABodyOf900Kib() {
    String data = "x".repeat(900 * 1024);
    instance.send("{\"job_type\":\"InsertJob\",\"data\":\"" + data + "\"}");
    instance.awaitOne("job_server_data where length(data) = " + data.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/job/run",
        "/job/run/InsertJob",
        "/job/run?x=/job/post",
        "//job/run",
        "/job;x=y/run",
        "/job/run;x=y/InsertJob",
        "/job/post/..%2Frun",
        "/job/%72un",
        "/job/post",
        "/job/post/InsertJob"
      })
  void rejectsAnUnknownCaller(String path) throws Exception {
    assertThat(status(gateway, path, Map.of())).isEqualTo(403);
    assertThat(status(gateway, path, delivery())).isEqualTo(403);
  }

  @Test
  void rejectsADeliveryToPost() throws Exception {
    Map<String, String> headers = new LinkedHashMap<>(delivery());
    headers.put("Authorization", bearer());
    assertThat(status(gateway, "/job/post/InsertJob", headers)).isEqualTo(403);
    headers.put("X-Aws-Sqsd-Msgid", "");
    assertThat(status(gateway, "/job/post/InsertJob", headers)).isEqualTo(400);
  }

  @Test
  void allowsPostsWithATokenAndHealthChecks() throws Exception {
    assertThat(status(gateway, "/job/post/InsertJob", Map.of("Authorization", "Bearer none")))
        .isEqualTo(401);
    assertThat(
            status(
                gateway, "/job/post/InsertJob?delay_seconds=1", Map.of("Authorization", bearer())))
        .isEqualTo(202);
    URI health = URI.create("http://" + gateway + "/health/ready");
    assertThat(HTTP.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding()))
        .extracting(answer -> answer.statusCode())
        .isEqualTo(200);
  }

  private static int status(String host, String path, Map<String, String> headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"data\":\"posted to %s\"}".formatted(path)));
    headers.forEach(request::header);
    return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static Map<String, String> delivery() {
    return Map.of("X-Aws-Sqsd-Msgid", "m-1", "Authorization", "Bearer none");
  }

  private static String bearer() {
    return "Bearer " + TOKEN;
  }

  private static String nginx(GenericContainer<?> worker) throws Exception {
    try (InputStream template = BundleIT.class.getResourceAsStream("nginx.conf")) {
      return new String(template.readAllBytes(), StandardCharsets.UTF_8)
          .replace("ADDRESS", gateway)
          .replace("WORKER", Containers.address(worker));
    }
  }

  private static List<String> daemon() {
    List<String> flags = new ArrayList<>(List.of("sqsd", "--cron-file=/tmp/cron.yaml"));
    flags.add("--queue-url=" + Containers.queue(instance.queue()));
    flags.add("--endpoint-url=" + Containers.endpoint(instance.queue()));
    flags.addAll(BUNDLE.daemonFlags());
    return flags;
  }
}
