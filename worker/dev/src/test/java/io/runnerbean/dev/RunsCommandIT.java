package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobDefinition;
import io.runnerbean.jobs.Jobs;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command that shows and changes runs, beside a worker. */
@Timeout(300)
class RunsCommandIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Runs are listed in the order of the times at which their messages were sent, in seconds. */
  private static Instant sent;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static Worker worker;
  private static ShippedCommand runs;

  @BeforeAll
  static void start() throws Exception {
    sent = Instant.now().minus(Duration.ofMinutes(5));
    Map<String, String> settings = database().environment();
    settings.put("RUNNERBEAN_PORT", "0");
    settings.put("RUNNERBEAN_HISTORY_LOGS", "all");
    JobCatalog shipped = Jobs.catalog();
    List<JobDefinition<?>> jobs = new ArrayList<>(shipped.jobs());
    jobs.add(new BeanJob());
    JobCatalog all = new JobCatalog(jobs, shipped.entities(), shipped.migrations());
    worker = Worker.start(WorkerConfig.from(settings), all, Clock.systemUTC());
    runs = ShippedCommand.on(database(), "runs");
  }

  @AfterAll
  static void stop() throws Exception {
    runs.close();
    worker.close();
  }

  @Test
  void listsShowsAndPagesThroughRunsInEveryState() throws Exception {
    String succeeded = deliver("succeed", "list-1");
    String retrying = deliver("retry", "list-2");
    String dead = deliver("explode", "list-3");
    assertThat(run(0, "list"))
        .containsSubsequence(dead, "dead", retrying, "retrying", succeeded, "succeeded");
    assertThat(run(0, "list", "--state", "dead"))
        .contains(dead)
        .doesNotContain(succeeded, retrying);
    assertThat(run(0, "list", "--state", "retrying")).contains(retrying).doesNotContain(dead);
    assertThat(run(0, "list", "--type", "CronJob")).doesNotContain(succeeded, retrying, dead);
    assertThat(run(1, "list", "--state", "lost")).contains("it must be one of scheduled, waiting");
    JsonNode first = JSON.readTree(run(0, "list", "--json", "--limit", "1", "--before", dead));
    assertThat(first.at("/runs/0/run_id").asString()).isEqualTo(retrying);
    JsonNode second =
        JSON.readTree(run(0, "list", "--json", "--before", first.get("next").asString()));
    assertThat(second.at("/runs/0/run_id").asString()).isEqualTo(succeeded);
    assertThat(second.at("/runs/0/times/finished_at").asString()).endsWith("Z");
    assertThat(run(0, "show", succeeded)).contains("{\"beans\":7}");
    assertThat(run(0, "show", dead))
        .contains(
            "state      dead",
            "java.lang.IllegalArgumentException: no way explode",
            "\"customer\": \"list-3\"");
    assertThat(
            JSON.readTree(run(0, "show", "--json", dead)).at("/failed_attempts/0/kind").asString())
        .isEqualTo("java.lang.IllegalArgumentException");
    assertThat(run(0, "show", id(post("CronJob", "tick", "{}").join().body())))
        .containsSubsequence("log", "INFO triggered at");
    assertThat(run(1, "show", "01a1ff3c-8a15-7012-982a-b9f4ac923d26")).contains("was not found");
  }

  @Test
  void retriesWaitingAndDeadRuns() throws Exception {
    String waiting = deliver("retry", "retry-1");
    assertThat(run(0, "retry", waiting)).contains("is due now");
    await(() -> assertThat(run(0, "show", waiting)).contains("state      succeeded"));
    assertThat(run(1, "retry", waiting)).contains("has succeeded");
    String dead = deliver("explode", "retry-2");
    assertThat(run(0, "retry", dead)).contains("retried as run ");
    assertThat(run(0, "retry", dead)).contains("was already retried as run ");
  }

  @Test
  void cancelsWaitingAndRunningRuns() throws Exception {
    String waiting = deliver("retry", "cancel-1");
    assertThat(run(0, "cancel", waiting)).contains("cancelled while it waited");
    assertThat(run(0, "cancel", waiting)).contains("cancelled");
    CompletableFuture<HttpResponse<String>> answer = post("sleep", "cancel-2");
    await(() -> assertThat(run(0, "list", "--state", "running")).contains("1 of 3, sleeping"));
    JsonNode list = JSON.readTree(run(0, "list", "--state", "running", "--json"));
    assertThat(run(0, "cancel", list.at("/runs/0/run_id").asString())).contains("cancelled");
    assertThat(answer.join().body()).contains("\"state\":\"cancelled\"");
    assertThat(run(1, "cancel", deliver("succeed", "cancel-3"))).contains("has ended: succeeded");
    assertThat(run(0, "retry", waiting)).contains("retried as run ");
    assertThat(run(0, "retry", waiting)).contains("was already retried");
  }

  @Test
  void pausesAndResumes() throws Exception {
    assertThat(run(0, "pause", "InsertJob")).contains("is paused");
    assertThat(run(0, "pause", "InsertJob")).contains("was already paused");
    assertThat(run(0, "list")).contains("paused: InsertJob");
    assertThat(run(0, "resume", "InsertJob")).contains("is resumed");
    assertThat(run(0, "resume", "InsertJob")).contains("was not paused");
  }

  @Test
  void knowsJobTypesByAllTheirNames() throws Exception {
    assertThat(run(1, "pause", "InsrtJob"))
        .contains("InsrtJob must be one of", "did you mean InsertJob?", "--force");
    assertThat(run(1, "list", "--type", "InsrtJob")).contains("did you mean InsertJob?");
    assertThat(run(0, "pause", "InsrtJob", "--force")).contains("InsrtJob is paused");
    assertThat(run(0, "resume", "InsrtJob", "--force")).contains("InsrtJob is resumed");
  }

  @Test
  void erasesOnlyWithYes() throws Exception {
    String run = deliver("explode", "jo@example.org");
    assertThat(run(1, "erase", "jo")).contains("too short");
    assertThat(run(0, "erase", "jo@example.org"))
        .contains("found: rows of runs and attempts 1, dead letters 1", "add --yes");
    assertThat(run(0, "show", run)).contains("jo@example.org");
    assertThat(run(0, "erase", "jo@example.org", "--yes"))
        .contains("erased: rows of runs and attempts 1, dead letters 1");
    assertThat(run(0, "show", run)).contains("erased").doesNotContain("jo@example.org");
    String waiting = deliver("retry", "ann@example.org");
    assertThat(run(1, "erase", "ann@example.org", "--yes"))
        .contains("./runnerbean runs cancel " + waiting);
  }

  private static String deliver(String way, String customer) {
    return id(post(way, customer).join().body());
  }

  private static String id(String answer) {
    return answer.replaceAll(".*\"run_id\":\"([^\"]+)\".*", "$1");
  }

  private static CompletableFuture<HttpResponse<String>> post(String way, String customer) {
    return post(
        "BeanJob", customer, "{\"way\": \"%s\", \"customer\": \"%s\"}".formatted(way, customer));
  }

  private static CompletableFuture<HttpResponse<String>> post(String type, String id, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/job/run/%s".formatted(worker.port(), type)))
            .header("X-Aws-Sqsd-Msgid", id)
            .header("X-Aws-Sqsd-Sent-At", sent.plusSeconds(NUMBER.incrementAndGet()).toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String run(int code, String... arguments) throws Exception {
    return runs.run(code, arguments);
  }

  private static PostgresDatabase database() {
    return POSTGRES.database();
  }

  private static void await(ThrowingRunnable holds) {
    Awaitility.await().atMost(Duration.ofSeconds(100)).untilAsserted(holds);
  }
}
