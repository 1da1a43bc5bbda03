package io.runnerbean.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The benchmarks, in the order in which they run. */
public enum Benchmark {
  HOT_PATH,
  SQL,
  QUEUE_PATH,
  JOB_QUEUE,
  RETRY_STORM,
  LONG_HISTORY,
  IDLE_TRANSACTION,
  START;

  /** The figures that matter most. */
  public List<KeyMetric> keyMetrics() {
    return switch (this) {
      case HOT_PATH -> List.of(KeyMetric.of(HttpDeliveryBenchmark.THRESHOLD));
      case SQL ->
          List.of(
              KeyMetric.of(SqlBenchmark.DIRECT),
              KeyMetric.of(SqlBenchmark.SHARED),
              KeyMetric.of(SqlBenchmark.WAL));
      case QUEUE_PATH -> List.of(EndToEndBenchmark.KEY_METRIC);
      case JOB_QUEUE ->
          List.of(
              KeyMetric.of(QueueThroughputBenchmark.RATIO),
              KeyMetric.of(QueueThroughputBenchmark.ALONE_RATIO),
              KeyMetric.of(QueueThroughputBenchmark.COMMITS));
      case RETRY_STORM -> List.of(RetryStormBenchmark.KEY_METRIC);
      case LONG_HISTORY -> List.of(KeyMetric.of(LongHistoryBenchmark.THRESHOLD));
      case IDLE_TRANSACTION -> List.of(IdleTransactionBenchmark.KEY_METRIC);
      case START -> List.of(KeyMetric.of(StartBenchmark.THRESHOLD));
    };
  }

  /** The thresholds that its figures must meet. */
  public Stream<Threshold> thresholds() {
    return keyMetrics().stream().map(KeyMetric::threshold).flatMap(Optional::stream);
  }
}
