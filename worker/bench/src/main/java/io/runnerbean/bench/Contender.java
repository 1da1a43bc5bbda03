package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.process.CpuTime;
import io.runnerbean.testkit.process.ProcessMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the two contenders of a comparison.
 *
 * @param name its name in the figures
 * @param processes all processes whose CPU time counts
 * @param mainProcess the process whose peak memory is reported
 */
record Contender(
    String name, Workload workload, List<NamedProcess> processes, ProcessHandle mainProcess) {

  /** Runs one round. */
  Sample run() throws Exception {
    workload.prepare();
    Map<String, CpuTime> before = cpuTimes();
    LoadResult result = workload.run();
    Map<String, Duration> spent = new LinkedHashMap<>();
    cpuTimes()
        .forEach(
            (process, now) -> spent.put(process, now.since(before.getOrDefault(process, now))));
    return new Sample(result, spent);
  }

  List<Measurement> measurements(Samples samples) throws IOException {
    List<Measurement> measurements =
        new ArrayList<>(
            samples.measurements(name, processes.stream().map(NamedProcess::name).toList()));
    ProcessMemory.peak(mainProcess)
        .ifPresent(
            kib -> measurements.add(new Measurement(name, "peak memory", kib / 1024.0, "MiB")));
    return measurements;
  }

  private Map<String, CpuTime> cpuTimes() {
    Map<String, CpuTime> times = new LinkedHashMap<>();
    processes.forEach(process -> times.put(process.name(), CpuTime.of(process.handle())));
    return times;
  }
}
