package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import java.time.Duration;
import java.util.Map;

/**
 * The result of one contender in one round.
 *
 * @param cpu the CPU time of each process
 */
record Sample(LoadResult result, Map<String, Duration> cpu) {

  Duration cpuOf(String process) {
    return cpu.getOrDefault(process, Duration.ZERO);
  }

  double jobsPerSecond() {
    return result.jobsPerSecond();
  }
}
