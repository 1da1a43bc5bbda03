package io.runnerbean.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What there is to measure, in this order. */
public enum Benchmark {
  HOT_PATH,
  SQL,
  QUEUE_PATH,
  JOB_QUEUE,
  RETRY_STORM,
  LONG_HISTORY,
  IDLE_TRANSACTION,
  START;

  /** What it is made for. */
  public List<KeyMetric> keyMetrics() {
    return switch (this) {
      case HOT_PATH -> List.of(KeyMetric.of(HttpDeliveryBenchmark.GOAL));
      case SQL ->
          List.of(
              KeyMetric.of(SqlBenchmark.DIRECT),
              KeyMetric.of(SqlBenchmark.SHARED),
              KeyMetric.of(SqlBenchmark.WAL));
      case QUEUE_PATH -> List.of(EndToEndBenchmark.HEADLINE);
      case JOB_QUEUE ->
          List.of(
              KeyMetric.of(QueueThroughputBenchmark.GOAL),
              KeyMetric.of(QueueThroughputBenchmark.COMMITS));
      case RETRY_STORM -> List.of(RetryStormBenchmark.HEADLINE);
      case LONG_HISTORY -> List.of(KeyMetric.of(LongHistoryBenchmark.GOAL));
      case IDLE_TRANSACTION -> List.of(IdleTransactionBenchmark.HEADLINE);
      case START -> List.of(KeyMetric.of(StartBenchmark.GOAL));
    };
  }

  /** What its figures must keep to. */
  public Stream<Threshold> thresholds() {
    return keyMetrics().stream().map(KeyMetric::threshold).flatMap(Optional::stream);
  }
}
