package io.runnerbean.dev.bench.plot;

import io.runnerbean.dev.bench.kept.KeptFigure;
import io.runnerbean.dev.bench.kept.KeptFigures;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One rate.
 *
 * @param name of whose it is
 */
record Bar(String name, KeptFigure figure) {

  /** The newest; none, if it was never measured. */
  static Stream<Bar> newest(KeptFigures kept, String name, String benchmark, String figure) {
    Optional<KeptFigure> newest = kept.newest(benchmark, figure);
    return newest.map(found -> new Bar(name, found)).stream();
  }
}
