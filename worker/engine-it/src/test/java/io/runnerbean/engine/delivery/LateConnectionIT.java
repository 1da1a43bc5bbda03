package io.runnerbean.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.engine.Note;
import io.runnerbean.engine.slots.LoadLimits;
import io.runnerbean.engine.slots.SharedExecutionSlots;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.testkit.PostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job takes its connection, and the slot for it, when it first asks for its session. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before each test
class LateConnectionIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final int MANY = 3;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Instant sentAt = Instant.now().minusSeconds(5);
  private final CountDownLatch began = new CountDownLatch(MANY);
  private final CountDownLatch connected = new CountDownLatch(1);
  private final CountDownLatch proceed = new CountDownLatch(1);
  private final CompletableFuture<Throwable> refusal = new CompletableFuture<>();
  private final CompletableFuture<JobContext> lateContext = new CompletableFuture<>();
  private DeliveryRig rig;

  @BeforeEach
  void start() throws Exception {
    JobCatalog catalog =
        JobCatalog.of(
                new TestJob("WaitFirst", LONG, this::waitAndWrite),
                new TestJob("WriteFirst", LONG, this::write),
                new TestJob("IgnoreInterrupt", Duration.ofSeconds(1), this::writeAfterInterrupt),
                new TestJob("Late", LONG, (_, context) -> lateContext.complete(context)))
            .entities(Note.class)
            .migrations("classpath:notes");
    rig =
        new DeliveryRig(
            POSTGRES.database(),
            catalog,
            new LoadLimits(1, MANY + 1, 10, Duration.ofMinutes(1)),
            new SharedExecutionSlots(1, Duration.ofSeconds(2)),
            Clock.systemUTC());
    POSTGRES
        .database()
        .execute("truncate note, runnerbean.run, runnerbean.job_queue, runnerbean.dead_letter");
  }

  @AfterEach
  void stop() {
    proceed.countDown();
    rig.close();
  }

  @Test
  @DisplayName("jobs that wait before they write hold no connection")
  void holdsNoneWhileItWaits() throws Exception {
    List<CompletableFuture<DeliveryOutcome>> waiting = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      waiting.add(deliver("WaitFirst", "waiting-" + i));
    }
    assertThat(began.await(60, TimeUnit.SECONDS)).as("all run, with one slot").isTrue();
    assertThat(DeliveryRig.word(deliver("WriteFirst", "short"))).isEqualTo("Succeeded");
    proceed.countDown();
    for (CompletableFuture<DeliveryOutcome> answer : waiting) {
      assertThat(DeliveryRig.word(answer)).isEqualTo("Succeeded");
    }
    assertThat(notes()).hasSize(MANY + 1);
  }

  @Test
  @DisplayName("a job for which no connection becomes free is not counted")
  void isNotCountedWithoutAConnection() throws Exception {
    CompletableFuture<DeliveryOutcome> first = deliver("WriteFirst", "holds it");
    assertThat(connected.await(60, TimeUnit.SECONDS)).isTrue();
    DeliveryOutcome refused = deliver("WriteFirst", "short").get(60, TimeUnit.SECONDS);
    assertThat(refused.disposition()).isEqualTo(Disposition.REDELIVER);
    assertThat(refused.toString()).contains("NoConnection");
    proceed.countDown();
    assertThat(DeliveryRig.word(first)).isEqualTo("Succeeded");
    assertThat(DeliveryRig.word(deliver("WriteFirst", "short"))).isEqualTo("Succeeded");
    assertThat(
            POSTGRES.database().query("select attempt::text from runnerbean.run group by attempt"))
        .containsExactly("1");
  }

  @Test
  @DisplayName("a job that ignores its interruption gets no connection afterwards")
  void getsNoneAfterItsInterruption() throws Exception {
    assertThat(DeliveryRig.word(deliver("IgnoreInterrupt", "late"))).isEqualTo("Retrying");
    assertThat(refusal.get(60, TimeUnit.SECONDS)).hasMessage("the run was interrupted: TIMEOUT");
    assertThat(notes()).isEmpty();
    assertThat(POSTGRES.database().query("select message from runnerbean.run_attempt").getFirst())
        .contains("1 s");
  }

  @Test
  @DisplayName("a job that asks for its session after its end, or elsewhere, takes no slot")
  void takesNoSlotAfterTheEnd() throws Exception {
    assertThat(DeliveryRig.word(deliver("Late", "late"))).isEqualTo("Succeeded");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> lateContext.get(60, TimeUnit.SECONDS).session())
          .hasMessageContaining("on its own thread, and before it ends");
    }
    assertThat(DeliveryRig.word(deliver("WriteFirst", "short"))).isEqualTo("Succeeded");
  }

  private CompletableFuture<DeliveryOutcome> deliver(String type, String text) {
    return rig.deliver(
        text.replace(' ', '-'),
        sentAt,
        "{\"job_type\":\"%s\",\"text\":\"%s\"}".formatted(type, text));
  }

  private static List<String> notes() throws Exception {
    return POSTGRES.database().query("select text from note");
  }

  /** Waits for somebody else, and writes its row then. */
  private void waitAndWrite(String text, JobContext context) throws InterruptedException {
    began.countDown();
    assertThat(proceed.await(60, TimeUnit.SECONDS)).isTrue();
    context.session().persist(new Note(text));
  }

  /** Writes its row. One of them keeps its connection until the test lets it proceed. */
  private void write(String text, JobContext context) throws InterruptedException {
    context.session().persist(new Note(text));
    context.session().flush();
    if (text.equals("holds it")) {
      connected.countDown();
      assertThat(proceed.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Ignores its timeout, and then tries to write its row. */
  private void writeAfterInterrupt(String text, JobContext context) {
    try {
      boolean _ = proceed.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException timeout) {
      try {
        context.session().persist(new Note(text));
        context.session().flush();
      } catch (RuntimeException refused) {
        refusal.complete(refused);
      }
    }
  }

  record Text(String text) {}

  @FunctionalInterface
  private interface Work {
    void run(String text, JobContext context) throws Exception;
  }

  private record TestJob(String name, Duration timeout, Work work) implements Job<Text> {

    @Override
    public JobType<Text> type() {
      return JobType.of(name, Text.class);
    }

    @Override
    public JobResult run(Text payload, JobContext context) throws Exception {
      work.run(payload.text(), context);
      return JobResult.succeeded();
    }
  }
}
