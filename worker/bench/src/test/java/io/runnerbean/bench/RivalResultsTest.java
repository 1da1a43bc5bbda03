package io.runnerbean.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runnerbean.bench.load.LoadResult;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RivalResultsTest {

  private final RivalResults results = new RivalResults();

  @Test
  @DisplayName("a ratio is the median of the ratios of each round")
  void comparesRoundByRound() {
    add("worker", 100);
    add("Spring Boot", 50);
    add("worker", 300);
    add("Spring Boot", 100);
    add("worker", 10);
    add("Spring Boot", 100);
    assertThat(results.ratio("worker", "Spring Boot", RivalSample::rate))
        .isCloseTo(2.0, within(0.01));
  }

  @Test
  @DisplayName("the CPU time of a job leaves out the load generator and SQS")
  void leavesOutWhatServesBoth() {
    RivalSample sample = sample(1000);
    assertThat(sample.cpuPerJob()).isCloseTo(3.0, within(0.01));
    assertThat(sample.cpuPerJob("PostgreSQL")).isCloseTo(1.0, within(0.01));
  }

  @Test
  @DisplayName("each goal names contestants that are measured")
  void goalsAreMeasured() {
    Set<String> contestants = new HashSet<>();
    RivalGoal.all().forEach(goal -> contestants.addAll(goal.contestants()));
    contestants.forEach(contestant -> add(contestant, 1));
    results.addIdle(RivalPrograms.WORKER, 100);
    assertThat(RivalGoal.all())
        .extracting(goal -> goal.measurement(results).value())
        .allSatisfy(value -> assertThat(value).isPositive().isNotNaN());
  }

  private void add(String contestant, int jobs) {
    results.add(contestant, sample(jobs), new PrintStream(OutputStream.nullOutputStream()));
  }

  private static RivalSample sample(int jobs) {
    LoadResult result = new LoadResult(jobs, Duration.ofSeconds(1).toNanos(), 1, 2);
    Map<String, Duration> cpu =
        Map.of(
            "worker",
            Duration.ofMillis(2),
            "PostgreSQL",
            Duration.ofMillis(1),
            RivalPrograms.LOAD,
            Duration.ofMillis(50),
            RivalPrograms.SQS,
            Duration.ofMillis(50));
    return new RivalSample(new Sample(result, cpu), 1, 1);
  }
}
