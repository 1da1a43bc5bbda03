package io.runnerbean.bench;

import java.time.Duration;
import java.util.Map;

/**
 * The figures of one contestant in one round.
 *
 * @param warm the jobs after the warm-up, and the CPU time of each process for them
 * @param cold the time before
 * @param peakMib the largest memory of the process; 0: this system does not report it
 */
record RivalSample(Sample warm, ColdStart cold, double peakMib) {

  /** Only over HTTP there are latencies, and a cold start. */
  boolean isOverHttp() {
    return warm.result().hasLatencies();
  }

  double rate() {
    return warm.jobsPerSecond();
  }

  double earlyJobs() {
    return cold.earlyJobs();
  }

  double firstJobSeconds() {
    return cold.firstJobSeconds();
  }

  double fullSpeedSeconds() {
    return cold.fullSpeedSeconds(rate());
  }

  double p50Millis() {
    return warm.result().p50() / 1e6;
  }

  double p99Millis() {
    return warm.result().p99() / 1e6;
  }

  /** The CPU time for one job, in microseconds, without the load generator and SQS. */
  double cpuPerJob() {
    return warm.cpu().entrySet().stream()
            .filter(process -> !process.getKey().equals(RivalPrograms.LOAD))
            .filter(process -> !process.getKey().equals(RivalPrograms.SQS))
            .map(Map.Entry::getValue)
            .mapToLong(Duration::toNanos)
            .sum()
        / 1e3
        / warm.result().jobs();
  }

  double cpuPerJob(String process) {
    return warm.cpuOf(process).toNanos() / 1e3 / warm.result().jobs();
  }
}
