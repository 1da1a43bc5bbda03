package io.runnerbean.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What there is to measure, in this order. */
public enum Benchmark {
  HOT_PATH,
  SQL,
  QUEUE_PATH,
  CUSTODY,
  RETRY_STORM,
  LONG_HISTORY,
  IDLE_TRANSACTION,
  START;

  /** What it is made for. */
  public List<Headline> headlines() {
    return switch (this) {
      case HOT_PATH -> List.of(Headline.of(HotPath.GOAL));
      case SQL ->
          List.of(
              Headline.of(SqlForm.DIRECT), Headline.of(SqlForm.SHARED), Headline.of(SqlForm.WAL));
      case QUEUE_PATH -> List.of(QueuePath.HEADLINE);
      case CUSTODY -> List.of(Headline.of(CustodyPath.GOAL), Headline.of(CustodyPath.COMMITS));
      case RETRY_STORM -> List.of(RetryStorm.HEADLINE);
      case LONG_HISTORY -> List.of(Headline.of(LongHistory.GOAL));
      case IDLE_TRANSACTION -> List.of(IdleTransaction.HEADLINE);
      case START -> List.of(Headline.of(StartUp.GOAL));
    };
  }

  /** What its figures must keep to. */
  public Stream<Goal> goals() {
    return headlines().stream().map(Headline::goal).flatMap(Optional::stream);
  }
}
