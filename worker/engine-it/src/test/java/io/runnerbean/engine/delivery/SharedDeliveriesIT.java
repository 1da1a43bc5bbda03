package io.runnerbean.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.Note;
import io.runnerbean.engine.slots.JobThreads;
import io.runnerbean.engine.slots.LoadLimits;
import io.runnerbean.engine.slots.SharedExecutionSlots;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.testkit.PostgresExtension;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deliveries that wait while the only slot is taken share the next transaction. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before each test
class SharedDeliveriesIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final int MANY = 20;
  private static final int WAITING = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The same for all: with another second, the same message id is another message. */
  private final Instant sentAt = Instant.now().minusSeconds(5);

  private final SharedExecutionSlots slots = new SharedExecutionSlots(1, PATIENCE);
  private DeliveryRig rig;

  @BeforeEach
  void start() throws Exception {
    JobCatalog catalog =
        JobCatalog.of(new MemoJob()).entities(Note.class).migrations("classpath:notes");
    LoadLimits limits = new LoadLimits(1, 1, WAITING, PATIENCE);
    rig = new DeliveryRig(POSTGRES.database(), catalog, limits, slots, Clock.systemUTC());
    execute("truncate note, runnerbean.run, runnerbean.job_queue, runnerbean.dead_letter");
    assertThat(slots.takeForDelivery()).isTrue();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  @DisplayName("runs commit together, each with its own row and answer")
  void sharesACommit() throws Exception {
    List<CompletableFuture<DeliveryOutcome>> answers = deliver(MemoJob.Mode.SUCCEED, 0);
    slots.releaseForDelivery();
    assertThat(states(answers)).containsOnly("Succeeded");
    assertThat(query("select count(*) from note")).containsExactly("" + MANY);
    assertThat(query("select distinct xmin from note"))
        .as("transactions; a cold JVM may need more than one")
        .hasSizeLessThan(MANY);
    assertThat(
            query(
                "select count(distinct r.id) from runnerbean.run r join note n on n.xmin = r.xmin where state = 'succeeded' and result is not null"))
        .containsExactly("" + MANY);
  }

  @ParameterizedTest(name = "one that does this does not affect the others: {0}")
  @EnumSource(
      value = MemoJob.Mode.class,
      names = {"THROW", "VIOLATE", "SLEEP", "RETRY_LATER", "DISCARD", "CLEAR", "DETACH", "COMMIT"})
  void oneIsOdd(MemoJob.Mode mode) throws Exception {
    List<CompletableFuture<DeliveryOutcome>> answers = deliver(mode, 1);
    slots.releaseForDelivery();
    List<String> states = states(answers);
    String odd = states.remove(MANY / 2);
    assertThat(states).containsOnly("Succeeded");
    assertThat(odd).isEqualTo(mode.expected());
    boolean succeeds = mode.expected().equals("Succeeded");
    assertThat(query("select count(*) from note where text like 'even-%'"))
        .containsExactly("" + (MANY - 1));
    assertThat(query("select count(*) from note where text = 'odd'"))
        .containsExactly(succeeds ? "1" : "0");
    assertThat(query("select distinct xmin from note where text like 'even-%'"))
        .as("transactions of the others")
        .hasSizeLessThan(MANY - 1);
  }

  @Test
  @DisplayName("of two deliveries of a message in one batch, one commits")
  void twice() throws Exception {
    List<CompletableFuture<DeliveryOutcome>> answers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      answers.add(deliver("message-" + i / 2, "text-" + i, MemoJob.Mode.SUCCEED));
    }
    slots.releaseForDelivery();
    assertThat(states(answers).stream().filter("Succeeded"::equals)).hasSize(MANY / 2);
    assertThat(states(answers).stream().filter("AlreadyProcessed"::equals)).hasSize(MANY / 2);
    assertThat(query("select count(*) from note")).containsExactly("" + MANY / 2);
  }

  @Test
  @DisplayName("deliveries above the limit are refused at once, and the others run")
  void refusesTooMany() throws Exception {
    List<CompletableFuture<DeliveryOutcome>> waiting = new ArrayList<>();
    for (int i = 0; i < WAITING; i++) {
      waiting.add(deliver("waiting-" + i, "text-" + i, MemoJob.Mode.SUCCEED));
    }
    DeliveryOutcome refused =
        deliver("refused", "refused", MemoJob.Mode.SUCCEED).get(60, TimeUnit.SECONDS);
    assertThat(refused).isEqualTo(new DeliveryOutcome.TooBusy(JobThreads.tooMany(WAITING)));
    slots.releaseForDelivery();
    assertThat(states(waiting)).containsOnly("Succeeded");
    assertThat(query("select count(*) from note")).containsExactly("" + WAITING);
  }

  /** Delivers as many as are to share a transaction, with an odd one among them. */
  private List<CompletableFuture<DeliveryOutcome>> deliver(MemoJob.Mode mode, int odd) {
    List<CompletableFuture<DeliveryOutcome>> answers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      boolean isOdd = odd > 0 && i == MANY / 2;
      answers.add(
          deliver(
              "message-" + i, isOdd ? "odd" : "even-" + i, isOdd ? mode : MemoJob.Mode.SUCCEED));
    }
    return answers;
  }

  private CompletableFuture<DeliveryOutcome> deliver(String id, String text, MemoJob.Mode mode) {
    return rig.deliver(
        id,
        sentAt,
        "{\"job_type\":\"MemoJob\",\"text\":\"%s\",\"mode\":\"%s\"}".formatted(text, mode));
  }

  private static List<String> states(List<CompletableFuture<DeliveryOutcome>> answers)
      throws Exception {
    List<String> states = new ArrayList<>();
    for (CompletableFuture<DeliveryOutcome> answer : answers) {
      states.add(DeliveryRig.word(answer));
    }
    return states;
  }

  private static void execute(String sql) throws SQLException {
    POSTGRES.database().execute(sql);
  }

  private static List<String> query(String sql) throws SQLException {
    return POSTGRES.database().query(sql);
  }
}
