package io.runnerbean.engine.delivery;

import io.runnerbean.engine.execution.BatchExecutor;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.slots.JobThreads;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs deliveries that may share a transaction. A thread takes all that wait, and commits them
 * together. None waits for company: a batch forms while the one before it is committed.
 */
final class SharedDeliveries {

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(DeliveryLine.LONG.toNanos(), TimeUnit.NANOSECONDS);

  private final Map<String, DeliveryLine> lines = new ConcurrentHashMap<>();
  private final JobThreads threads;
  private final BatchExecutor batches;
  private final DeliveryRunner runner;
  private final int mostWaiting;
  private final Semaphore room;

  SharedDeliveries(JobThreads threads, BatchExecutor batches, DeliveryRunner runner) {
    this.threads = threads;
    this.batches = batches;
    this.runner = runner;
    this.mostWaiting = threads.limits().waiting();
    this.room = new Semaphore(mostWaiting);
  }

  /** Runs the delivery with others on another thread, or refuses it if too many wait. */
  void add(Delivery delivery) {
    if (!room.tryAcquire()) {
      delivery.refuse(JobThreads.tooMany(mostWaiting));
      return;
    }
    RegisteredJob<?> job = delivery.job();
    DeliveryLine line =
        lines.computeIfAbsent(job.type().name(), _ -> new DeliveryLine(job.runsPerTransaction()));
    line.add(delivery);
    begin(line);
  }

  private void begin(DeliveryLine line) {
    DeliveryLine.Batch batch = line.begin();
    if (batch == null) {
      watch(line);
    } else {
      threads.executeInSlot(new BatchTask(line, batch));
    }
  }

  /** Looks again later, because a batch that is under way may turn out to be long. */
  private void watch(DeliveryLine line) {
    if (line.beginWatch()) {
      LATER.execute(() -> {
        line.endWatch();
        begin(line);
      });
    }
  }

  /** Takes its deliveries when it has a slot, so that as many as possible share. */
  private final class BatchTask implements JobThreads.Task {

    private final DeliveryLine line;
    private final DeliveryLine.Batch batch;

    private BatchTask(DeliveryLine line, DeliveryLine.Batch batch) {
      this.line = line;
      this.batch = batch;
    }

    @Override
    public void run() {
      try {
        List<Delivery> deliveries = line.take(batch);
        room.release(deliveries.size());
        run(deliveries);
      } finally {
        line.end(batch);
        begin(line);
      }
    }

    @Override
    public void refuse(String why) {
      List<Delivery> refused = line.cancel(batch);
      room.release(refused.size());
      refused.forEach(delivery -> delivery.refuse(why));
      watch(line);
    }

    private void run(List<Delivery> deliveries) {
      if (deliveries.size() == 1) {
        alone(deliveries.getFirst()).run();
        return;
      }
      for (Delivery left : batches.execute(deliveries)) {
        threads.executeInSlot(alone(left.again()));
      }
    }
  }

  private DeliveryHandler.Task alone(Delivery delivery) {
    return new DeliveryHandler.Task(delivery.message(), delivery.answer(), runner);
  }
}
