package io.runnerbean.testkit.process;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much CPU time a process and its children have had so far, by process id.
 *
 * @see ProcessHandle.Info#totalCpuDuration
 */
public record CpuTime(Map<Long, Duration> byProcess) {

  /** Up to now. A process that has ended counts for nothing. */
  public static CpuTime of(ProcessHandle root) {
    return new CpuTime(
        Stream.concat(Stream.of(root), root.descendants())
            .collect(Collectors.toMap(ProcessHandle::pid, CpuTime::total)));
  }

  /** What those that live now have had since then. */
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
