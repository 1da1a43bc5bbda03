package io.runnerbean.engine;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Accepts no generated payload, because no piece is its word. */
final class PickyJob implements Job<PickyJob.Picky> {

  enum Colour {
    RED
  }

  record Inner(@NotNull List<Integer> numbers) {}

  record Picky(
      @NotNull @Pattern(regexp = "open sesame") String word,
      int number,
      BigDecimal price,
      Instant time,
      Colour colour,
      Inner inner,
      Map<String, Long> counts) {}

  @Override
  public JobType<Picky> type() {
    return JobType.of("PickyJob", Picky.class);
  }

  @Override
  public JobResult run(Picky payload, JobContext context) {
    context.session().persist(new Note("ran"));
    return JobResult.succeeded();
  }
}
