package io.runnerbean.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * As many threads as there is work, all of one kind. Each does the next one when it has done one.
 */
final class TimedLoad implements Load {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final List<Work> works;

  TimedLoad(List<Work> works) {
    this.works = List.copyOf(works);
  }

  /** Works for as many milliseconds, and until every job that was begun is done. */
  @Override
  public LoadResult run(long millis) throws Exception {
    long start = System.nanoTime();
    Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
    for (Histogram one : all(start + TimeUnit.MILLISECONDS.toNanos(millis))) {
      latencies.add(one);
    }
    return LoadResult.of(latencies, works.getFirst().jobs(), System.nanoTime() - start);
  }

  private List<Histogram> all(long end) throws Exception {
    List<Callable<Histogram>> threads = new ArrayList<>();
    works.forEach(work -> threads.add(() -> until(end, work)));
    List<Histogram> latencies = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(works.size())) {
      for (Future<Histogram> one : executor.invokeAll(threads)) {
        latencies.add(one.get());
      }
    }
    return latencies;
  }

  private static Histogram until(long end, Work work) throws Exception {
    Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
    for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
      work.once();
      latencies.recordValue(System.nanoTime() - start);
    }
    return latencies;
  }
}
