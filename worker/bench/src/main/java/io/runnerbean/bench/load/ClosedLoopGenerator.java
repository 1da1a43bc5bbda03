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
 * A closed-loop load generator: one thread for each operation starts it again as soon as the
 * previous execution ends.
 */
final class ClosedLoopGenerator implements LoadGenerator {

  private final List<Operation> operations;

  ClosedLoopGenerator(List<Operation> operations) {
    this.operations = List.copyOf(operations);
  }

  /** Runs for this many milliseconds, and then until the last started operation ends. */
  @Override
  public LoadResult run(long millis) throws Exception {
    long start = System.nanoTime();
    Histogram latencies = LoadResult.latencies();
    for (Histogram one : latenciesUntil(start + TimeUnit.MILLISECONDS.toNanos(millis))) {
      latencies.add(one);
    }
    return LoadResult.of(latencies, operations.getFirst().jobs(), System.nanoTime() - start);
  }

  private List<Histogram> latenciesUntil(long end) throws Exception {
    List<Callable<Histogram>> threads = new ArrayList<>();
    operations.forEach(operation -> threads.add(() -> repeatUntil(end, operation)));
    List<Histogram> latencies = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(operations.size())) {
      for (Future<Histogram> one : executor.invokeAll(threads)) {
        latencies.add(one.get());
      }
    }
    return latencies;
  }

  private static Histogram repeatUntil(long end, Operation operation) throws Exception {
    Histogram latencies = LoadResult.latencies();
    for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
      operation.execute();
      latencies.recordValue(System.nanoTime() - start);
    }
    return latencies;
  }
}
