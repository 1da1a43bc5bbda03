package io.runnerbean.testkit.process;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The CPU time that a process and its descendants have used so far, by process id.
 *
 * @see ProcessHandle.Info#totalCpuDuration
 */
public record CpuTime(Map<Long, Duration> byProcess) {

  /** Returns the CPU time until now, without that of processes that have ended. */
  public static CpuTime of(ProcessHandle root) {
    return new CpuTime(
        Stream.concat(Stream.of(root), root.descendants())
            .collect(Collectors.toMap(ProcessHandle::pid, CpuTime::total)));
  }

  /** Returns the CPU time that the processes of this object have used since an earlier time. */
  public Duration since(CpuTime earlier) {
    return byProcess.entrySet().stream()
        .map(now ->
            now.getValue().minus(earlier.byProcess.getOrDefault(now.getKey(), Duration.ZERO)))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration total(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
