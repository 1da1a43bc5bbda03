package io.runnerbean.engine;

import static io.runnerbean.engine.FlakyWorker.await;
import static io.runnerbean.engine.FlakyWorker.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.engine.FlakyJobs.FailureMode;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each policy of a job decides about its runs. */
@Timeout(300)
class PolicyTableIT extends WithFlakyWorker {

  @ParameterizedTest(name = "a run of {0} is dead after {1} attempts: {2}")
  @CsvSource({
    "Soon,  3, 'attempt 3 of 3 failed'",
    "Once,  1, 'attempt 1 of 1 failed'",
    "Final, 1, java.io.FileNotFoundException is never retried",
    "Old,   1, the run's next attempt would begin after its maximum age of 3600 s"
  })
  void dies(String type, int attempts, String reason) throws Exception {
    assertThat(rig.deliver(type, "a", 99, FailureMode.THROW).statusCode()).isEqualTo(200);
    await(() ->
        assertThat(rig.rows("select reason from runnerbean.dead_letter")).containsExactly(reason));
    assertThat(rig.rows("select state || ' ' || attempt || ' ' || reason from runnerbean.run"))
        .containsExactly("dead " + attempts + " " + reason);
    assertThat(rig.rows("select attempt from runnerbean.run_attempt")).hasSize(attempts);
    assertThat(rig.rows("select payload from runnerbean.dead_letter"))
        .containsExactly(body("a", 99, FailureMode.THROW));
    assertThat(rig.rows("select run_id from runnerbean.job_queue")).isEmpty();
    assertThat(rig.rows("select text from note")).isEmpty();
    assertThat(rig.deliver(type, "a", 99, FailureMode.THROW).body()).contains("duplicate");
  }

  @ParameterizedTest(name = "a run of {0} waits {1} s after a failure")
  @CsvSource({"Custom, 3600", "Broken, 4"})
  void waits(String type, long seconds) throws Exception {
    assertThat(rig.deliver(type, "a", 9, FailureMode.THROW).body()).contains("retrying");
    assertThat(
            rig
                .rows("select floor(extract(epoch from due - queued_at)) from runnerbean.job_queue")
                .stream()
                .map(Long::parseLong))
        .allMatch(waits -> Math.abs(waits - seconds) <= 1);
  }

  @Test
  @DisplayName("a negative delay counts as zero")
  void treatsANegativeDelayAsZero() throws Exception {
    var _ = rig.deliver("Negative", "a", 2, FailureMode.THROW);
    await(() -> assertThat(rig.rows("select attempt from runnerbean.run")).containsExactly("3"));
  }

  @Test
  @DisplayName("a job may set the delay of its retry")
  void retriesAfterTheDelay() throws Exception {
    assertThat(rig.deliver("Soon", "a", 1, FailureMode.RETRY_IN_AN_HOUR).body())
        .contains("\"state\":\"retrying\"", "\"due_in_seconds\":3600");
    assertThat(rig.rows("select attempt from runnerbean.run_attempt")).containsExactly("1");
    assertThat(rig.deliver("Once", "b", 1, FailureMode.RETRY_IN_AN_HOUR).body())
        .contains("\"state\":\"dead\"");
  }

  @Test
  @DisplayName("a job that snoozes is rolled back and runs again without counting the attempt")
  void snoozes() throws Exception {
    assertThat(rig.deliver("Once", "a", 1, FailureMode.SNOOZE).body())
        .contains("\"state\":\"scheduled\"", "\"due_in_seconds\":3600");
    assertThat(
            rig.rows(
                "select attempt from runnerbean.job_queue where due > now() + interval '59 minutes'"))
        .containsExactly("0");
    assertThat(rig.rows("select text from note")).isEmpty();
    assertThat(rig.deliver("Once", "a", 1, FailureMode.SNOOZE).body()).contains("duplicate");
    rig.worker.execute("update runnerbean.job_queue set due = now()");
    await(() ->
        assertThat(
                rig.rows(
                    "select attempt from runnerbean.job_queue where lease = 2 and worker is null"))
            .as("the run has snoozed again")
            .containsExactly("0"));
    assertThat(rig.rows("select attempt from runnerbean.run_attempt")).isEmpty();
    rig.worker.execute(
        "update runnerbean.job_queue set due = now(), payload = '"
            + body("a", 0, FailureMode.THROW)
            + "'");
    rig.awaitHistory("succeeded 1");
  }

  @Test
  @DisplayName("a run that its job discards ends with a dead letter that keeps its payload")
  void discards() throws Exception {
    assertThat(rig.deliver("Soon", "a", 1, FailureMode.DISCARD).body())
        .contains("\"state\":\"discarded\"", "no such customer");
    assertThat(rig.rows("select state || ' ' || attempt || ' ' || reason from runnerbean.run"))
        .containsExactly("discarded 1 no such customer: \uFFFD");
    assertThat(rig.rows("select reason from runnerbean.dead_letter"))
        .containsExactly("no such customer: \uFFFD");
    assertThat(rig.rows("select text from note")).isEmpty();
    assertThat(rig.rows("select run_id from runnerbean.job_queue")).isEmpty();
  }

  @ParameterizedTest(name = "a worker interrupts a job that exceeds its timeout: {0}")
  @EnumSource(
      value = FailureMode.class,
      names = {"PAUSE", "SLEEP_IN_POSTGRES", "IGNORE_INTERRUPT"})
  void timesOut(FailureMode mode) throws Exception {
    HttpResponse<String> answer = rig.deliver("Short", "a", 1, mode);
    assertThat(answer.body()).contains("\"state\":\"retrying\"", "TimedOut");
    rig.awaitHistory("succeeded 2");
    assertThat(rig.rows("select message from runnerbean.run_attempt"))
        .containsExactly("it took longer than 3 s");
    assertThat(rig.rows("select text from note")).containsExactly("a");
  }

  @Test
  @DisplayName("the context of a job has its deadline")
  void hasADeadline() throws Exception {
    assertThat(rig.deliver("Short", "a", 1, FailureMode.RECORD_DEADLINE).statusCode())
        .isEqualTo(200);
    assertThat(rig.rows("select text from note where text <> 'a'"))
        .containsExactly(FlakyJobs.SHORT.toString());
  }

  @ParameterizedTest(name = "a worker does not start with a job whose timeout is {0} s")
  @CsvSource({
    "290, has a timeout of 290 s, below the delivery timeout of 290 s",
    "0,   has a timeout of 0 s,  it must be positive"
  })
  void refusesInvalidTimeouts(long seconds, String timeout, String rule) {
    FlakyJobs.Flaky job =
        new FlakyJobs.Flaky("Long", FlakyJobs.soon(), Duration.ofSeconds(seconds));
    assertThatThrownBy(() -> TestWorker.start(postgres.database(), NoteJobs.catalog(job)))
        .hasMessageContaining("Long " + timeout)
        .hasMessageContaining(rule);
  }
}
