package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import java.time.Duration;
import java.util.Map;

/**
 * One run of one side.
 *
 * @param cpu what each process spent on it
 */
record Sample(LoadResult result, Map<String, Duration> cpu) {

  Duration cpuOf(String process) {
    return cpu.getOrDefault(process, Duration.ZERO);
  }

  double jobsPerSecond() {
    return result.jobsPerSecond();
  }
}
