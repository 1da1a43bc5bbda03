package io.runnerbean.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.engine.validation.StrictJson;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.Limits;
import io.runnerbean.job.RetryPolicy;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JobRegistryTest {

  private static final TimeoutCheck TIMEOUTS =
      new TimeoutCheck(Duration.ofMinutes(5), Duration.ofMinutes(5));

  record Address(String street, List<String> lines) {}

  enum Colour {
    RED
  }

  record Good(
      String text,
      int number,
      BigDecimal price,
      Instant time,
      UUID id,
      Colour colour,
      Contents contents) {}

  record Contents(
      Address address, List<Address> more, Map<String, Integer> counts, Optional<String> note) {}

  record Unbindable(Runnable task) {}

  record UnbindableInside(List<Unbindable> tasks) {}

  record Reserved(String job_id) {}

  record WronglyConstrained(@Size(max = 3) int number) {}

  record Priced(BigDecimal price) {}

  @Test
  void findsAJobByEachOfItsNames() {
    Job<Good> job = job(JobType.of("Good", Good.class).aliases("Fine"));
    JobRegistry registry = JobRegistry.of(List.of(job), TIMEOUTS);
    assertThat(registry.find("Good").orElseThrow().definition()).isSameAs(job);
    assertThat(registry.find("Fine").orElseThrow().definition()).isSameAs(job);
    assertThat(registry.find("good")).isEmpty();
    assertThat(registry.names()).containsExactly("Fine", "Good");
  }

  @Test
  void reportsAllProblemsOfTheJobsAtOnce() {
    assertThatThrownBy(() ->
            JobRegistry.of(
                List.of(
                    job(JobType.of("A", Good.class)),
                    job(JobType.of("B", Good.class).aliases("A")),
                    job(JobType.of("C", Unbindable.class)),
                    job(JobType.of("D", UnbindableInside.class)),
                    job(JobType.of("E", Reserved.class)),
                    job(JobType.of("F", WronglyConstrained.class)),
                    sharing("G", 0, Limits.none()),
                    sharing("H", 1001, Limits.none()),
                    sharing("I", 2, Limits.none().concurrency(1))),
                TIMEOUTS))
        .isInstanceOf(InvalidJobsException.class)
        .hasMessageContaining("the job type name A belongs to")
        .hasMessageContaining("the payload C.task cannot be bound from JSON")
        .hasMessageContaining("the payload D.tasks[].task cannot be bound from JSON")
        .hasMessageContaining("the payload field E.job_id has a name that is reserved")
        .hasMessageContaining("the constraints of F.number cannot be checked")
        .hasMessageContaining("G has 0 runs per transaction: 1 to 1000 are allowed")
        .hasMessageContaining("H has 1001 runs per transaction")
        .hasMessageContaining("I has limits, so each of its runs needs a transaction of its own");
  }

  @Test
  void reportsAJobWhoseDefinitionThrows() {
    Job<Good> broken =
        new Job<>() {
          @Override
          public JobType<Good> type() {
            return JobType.of("Broken", Good.class);
          }

          @Override
          public RetryPolicy retries() {
            throw new IllegalStateException("no policy");
          }

          @Override
          public JobResult run(Good payload, JobContext context) {
            return JobResult.succeeded();
          }
        };
    assertThatThrownBy(() -> JobRegistry.of(List.of(broken), TIMEOUTS))
        .isInstanceOf(InvalidJobsException.class)
        .hasMessageContaining("reading its type or settings failed")
        .hasMessageContaining("no policy");
  }

  @Test
  void doesNotRoundNumbers() throws Exception {
    JsonMapper mapper = StrictJson.mapper();
    Priced priced =
        mapper.treeToValue(mapper.readTree("{\"price\":0.10000000000000000001}"), Priced.class);
    assertThat(priced.price()).isEqualTo(new BigDecimal("0.10000000000000000001"));
  }

  @Test
  void refusesInvalidTypeNames() {
    assertThatThrownBy(() -> JobType.of("no spaces", Good.class))
        .hasMessageContaining("\"no spaces\" must be");
    assertThatThrownBy(() -> JobType.of("Fine", Good.class).aliases(""))
        .hasMessageContaining("\"\" must be");
  }

  private static Job<Good> sharing(String type, int runsPerTransaction, Limits limits) {
    return new Job<>() {
      @Override
      public JobType<Good> type() {
        return JobType.of(type, Good.class);
      }

      @Override
      public Limits limits() {
        return limits;
      }

      @Override
      public int runsPerTransaction() {
        return runsPerTransaction;
      }

      @Override
      public JobResult run(Good payload, JobContext context) {
        return JobResult.succeeded();
      }
    };
  }

  private static <P extends Record> Job<P> job(JobType<P> type) {
    return new Job<>() {
      @Override
      public JobType<P> type() {
        return type;
      }

      @Override
      public JobResult run(P payload, JobContext context) {
        return JobResult.succeeded();
      }
    };
  }
}
