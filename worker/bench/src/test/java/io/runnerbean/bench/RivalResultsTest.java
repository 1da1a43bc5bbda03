package io.runnerbean.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runnerbean.bench.load.LoadResult;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RivalResultsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

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

  @Test
  @DisplayName("a cold start tells its first job, the jobs of its first 20 s, and when it is warm")
  void describesAColdStart() {
    ColdStart cold =
        new ColdStart(
            List.of(interval(2, 50), interval(3, 80), interval(19, 95), interval(20, 100)));
    assertThat(cold.firstJobSeconds()).isCloseTo(2.5, within(0.001));
    assertThat(cold.earlyJobs()).isEqualTo(50 + 80 + 95);
    assertThat(cold.jobs()).isEqualTo(50 + 80 + 95 + 100);
    assertThat(cold.fullSpeedSeconds(100)).isCloseTo(20, within(0.001));
    assertThat(cold.fullSpeedSeconds(1000)).isCloseTo(21, within(0.001));
  }

  /** An interval of a second, whose first job took half of it. */
  private static ColdStart.Interval interval(int begin, int jobs) {
    LoadResult result = new LoadResult(jobs, SECOND.toNanos(), 1, 2, SECOND.toNanos() / 2);
    return new ColdStart.Interval(Duration.ofSeconds(begin), Duration.ofSeconds(begin + 1), result);
  }

  private static ColdStart cold(LoadResult result) {
    return new ColdStart(List.of(new ColdStart.Interval(Duration.ZERO, SECOND, result)));
  }

  private void add(String contestant, int jobs) {
    results.add(contestant, sample(jobs), new PrintStream(OutputStream.nullOutputStream()));
  }

  private static RivalSample sample(int jobs) {
    LoadResult result = new LoadResult(jobs, SECOND.toNanos(), 1, 2, 3);
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
    return new RivalSample(new Sample(result, cpu), cold(result), 1);
  }
}
