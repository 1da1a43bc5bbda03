package io.runnerbean.bench.load;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param jobs that were committed
 * @param nanos from the first one's start to the last one's end
 * @param p50 the latency, in nanoseconds, that half of the jobs kept within; 0: not measured
 * @param p99 the same for 99 of 100
 */
public record LoadResult(long jobs, long nanos, long p50, long p99) {

  /** Reads what {@link #line} wrote. */
  public static LoadResult parse(String line) {
    long[] values = Arrays.stream(line.split(" ", 4)).mapToLong(Long::parseLong).toArray();
    return new LoadResult(values[0], values[1], values[2], values[3]);
  }

  /** What is known of jobs that were waiting in a queue. */
  public static LoadResult withoutLatencies(long jobs, long nanos) {
    return new LoadResult(jobs, nanos, 0, 0);
  }

  public boolean hasLatencies() {
    return p50 > 0;
  }

  public double jobsPerSecond() {
    return jobs * 1e9 / nanos;
  }

  /** Of transactions with so many jobs each. */
  static LoadResult of(Histogram latencies, int jobs, long nanos) {
    return new LoadResult(
        latencies.getTotalCount() * jobs,
        nanos,
        latencies.getValueAtPercentile(50),
        latencies.getValueAtPercentile(99));
  }

  String line() {
    return jobs + " " + nanos + " " + p50 + " " + p99;
  }
}
