package io.runnerbean.bench.load;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * The result of a load.
 *
 * @param jobs the number of committed jobs
 * @param nanos the time from the start of the first job to the end of the last
 * @param p50 the median latency in nanoseconds; 0 if it was not measured
 * @param p99 the 99th percentile of the latency in nanoseconds; 0 if it was not measured
 * @param first the time from the start to the end of the first job, in nanoseconds; 0 if it was not
 *     measured
 */
public record LoadResult(long jobs, long nanos, long p50, long p99, long first) {

  private static final int SIGNIFICANT_DIGITS = 3;

  /** An empty histogram for latencies in nanoseconds. */
  static Histogram latencies() {
    return new Histogram(SIGNIFICANT_DIGITS);
  }

  /** Parses the output of {@link #line}. */
  public static LoadResult parse(String line) {
    long[] values = Arrays.stream(line.split(" ", 5)).mapToLong(Long::parseLong).toArray();
    return new LoadResult(values[0], values[1], values[2], values[3], values[4]);
  }

  /** Returns the result of jobs from a queue, whose latencies are not known. */
  public static LoadResult withoutLatencies(long jobs, long nanos) {
    return new LoadResult(jobs, nanos, 0, 0, 0);
  }

  public boolean hasLatencies() {
    return p50 > 0;
  }

  public double jobsPerSecond() {
    return jobs * 1e9 / nanos;
  }

  /** Returns the result of transactions with this number of jobs each. */
  static LoadResult of(Histogram latencies, int jobsPerTransaction, long nanos) {
    return new LoadResult(
        latencies.getTotalCount() * jobsPerTransaction,
        nanos,
        latencies.getValueAtPercentile(50),
        latencies.getValueAtPercentile(99),
        0);
  }

  LoadResult withFirst(long value) {
    return new LoadResult(jobs, nanos, p50, p99, value);
  }

  String line() {
    return jobs + " " + nanos + " " + p50 + " " + p99 + " " + first;
  }
}
