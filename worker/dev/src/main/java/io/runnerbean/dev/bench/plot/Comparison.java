package io.runnerbean.dev.bench.plot;

import io.runnerbean.dev.bench.kept.KeptFigures;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rates that belong side by side: the first is ours.
 *
 * @param title what they are rates of
 */
record Comparison(String title, List<Bar> bars) {

  private static final String RATE = "rate";
  private static final String IDLE = "idle transaction";

  /** All that there are figures of. */
  static List<Comparison> of(KeptFigures kept) {
    return Stream.of(
            of("From POST to COMMIT", rates(kept, "over HTTP", "plain JDBC")),
            of(
                "The SQL of a job, without the worker",
                rates(kept, "direct run", "plain insert", "ten runs in a transaction")),
            of("From SQS to COMMIT", rates(kept, "from SQS to a row", "receive and delete")),
            of("From custody to COMMIT", rates(kept, "from custody to a row", "db-scheduler")),
            of(
                "From POST to COMMIT, beside 10 million finished runs and beside none",
                rates(kept, "long history, over HTTP", "empty history, over HTTP")),
            of(
                "From custody to COMMIT, while somebody's transaction stays open and before",
                Stream.concat(
                    Bar.newest(kept, "meanwhile, in the last round", IDLE, "rate at its end"),
                    Bar.newest(kept, "before", IDLE, "rate before"))))
        .filter(comparison -> !comparison.bars.isEmpty())
        .toList();
  }

  double longest() {
    return bars.stream().mapToDouble(bar -> bar.figure().value()).max().orElseThrow();
  }

  private static Comparison of(String title, Stream<Bar> bars) {
    return new Comparison(title, bars.toList());
  }

  private static Stream<Bar> rates(KeptFigures kept, String... sides) {
    return Stream.of(sides).flatMap(side -> Bar.newest(kept, side, side, RATE));
  }
}
