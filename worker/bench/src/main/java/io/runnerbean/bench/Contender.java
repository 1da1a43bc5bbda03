package io.runnerbean.bench;

import io.runnerbean.testkit.process.CpuTime;
import io.runnerbean.testkit.process.ProcessMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One side of a comparison.
 *
 * @param name as people read it
 * @param processes all that it costs, by what they are
 * @param subject the one of them whose memory is of interest
 */
record Contender(
    String name, Workload workload, Map<String, ProcessHandle> processes, ProcessHandle subject) {

  Sample run() throws Exception {
    workload.prepare();
    Map<String, CpuTime> before = cpu();
    var result = workload.run();
    Map<String, Duration> spent = new LinkedHashMap<>();
    cpu()
        .forEach(
            (process, now) -> spent.put(process, now.since(before.getOrDefault(process, now))));
    return new Sample(result, spent);
  }

  List<Measurement> measurements(Samples samples) throws IOException {
    List<Measurement> measurements =
        new ArrayList<>(samples.measurements(name, processes.keySet()));
    ProcessMemory.peak(subject)
        .ifPresent(
            kib -> measurements.add(new Measurement(name, "peak memory", kib / 1024.0, "MiB")));
    return measurements;
  }

  private Map<String, CpuTime> cpu() {
    Map<String, CpuTime> cpu = new LinkedHashMap<>();
    processes.forEach((process, handle) -> cpu.put(process, CpuTime.of(handle)));
    return cpu;
  }
}
