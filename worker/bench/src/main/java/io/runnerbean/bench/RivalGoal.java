package io.runnerbean.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the worker must reach.
 *
 * @param contestants whose figures it needs
 */
record RivalGoal(
    List<String> contestants,
    ToDoubleFunction<RivalResults> value,
    String unit,
    Threshold threshold) {

  static final String SPRING_WEB = "Spring Boot";
  static final String SPRING_WAITS = "Spring Boot, wait";
  static final String SPRING_SQS = "Spring Cloud AWS";
  static final String ALONE = "worker, alone";
  static final String WAITS = "worker, wait";
  static final String WITH_DAEMON = "worker, daemon";
  static final String POLLING = "worker, polling";

  private static final String WORKER = RivalPrograms.WORKER;
  private static final Threshold.Bound LEAST = Threshold.Bound.AT_LEAST;
  private static final Threshold.Bound MOST = Threshold.Bound.AT_MOST;

  /** The goals, in the order in which they are printed. */
  static List<RivalGoal> all() {
    return List.of(
        ratio(WORKER, SPRING_WEB, RivalSample::rate, "shared commits: rate", LEAST, 2.0),
        ratio(WORKER, SPRING_WEB, RivalSample::p99Millis, "shared commits: p99", MOST, 1.0),
        ratio(WORKER, SPRING_WEB, RivalSample::cpuPerJob, "shared commits: CPU", MOST, 0.5),
        ratio(WORKER, SPRING_WEB, RivalSample::earlyJobs, "jobs in the first 20 s", LEAST, 2.0),
        ratio(ALONE, SPRING_WEB, RivalSample::rate, "a commit for each run: rate", LEAST, 1.1),
        ratio(WAITS, SPRING_WAITS, RivalSample::rate, "a wait of 100 ms: rate", LEAST, 1.0),
        ratio(POLLING, SPRING_SQS, RivalSample::rate, "SQS to row, polling: rate", LEAST, 2.5),
        ratio(WITH_DAEMON, SPRING_SQS, RivalSample::rate, "SQS to row, daemon: rate", LEAST, 1.3),
        mib("idle memory", results -> results.idleMib(WORKER), 150),
        mib("peak memory", results -> results.median(WORKER, RivalSample::peakMib), 260));
  }

  Measurement measurement(RivalResults results) {
    return new Measurement(
        threshold.benchmark(), threshold.name(), value.applyAsDouble(results), unit);
  }

  private static RivalGoal ratio(
      String contestant,
      String rival,
      ToDoubleFunction<RivalSample> figure,
      String name,
      Threshold.Bound bound,
      double limit) {
    return new RivalGoal(
        List.of(contestant, rival),
        results -> results.ratio(contestant, rival, figure),
        "",
        new Threshold("rivals", name + ", ratio to " + rival, bound, limit));
  }

  private static RivalGoal mib(String name, ToDoubleFunction<RivalResults> value, double limit) {
    return new RivalGoal(
        List.of(WORKER),
        value,
        "MiB",
        new Threshold("rivals", name + " of the worker", MOST, limit));
  }
}
