package io.runnerbean.engine.delivery;

import io.runnerbean.engine.database.NoFreeConnectionException;
import io.runnerbean.engine.execution.BatchExecutor;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.slots.JobThreads;
import io.runnerbean.engine.slots.SharedExecutionSlots;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs deliveries that may share a transaction. A thread takes all that wait, and commits them
 * together. None waits for company: a batch forms while the one before it is committed.
 */
final class SharedDeliveries {

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(DeliveryLine.LONG.toNanos(), TimeUnit.NANOSECONDS);

  private final Map<String, DeliveryLine> lines = new ConcurrentHashMap<>();
  private final JobThreads threads;
  private final SharedExecutionSlots slots;
  private final BatchExecutor batches;
  private final DeliveryRunner runner;
  private final int mostWaiting;
  private final Semaphore room;

  SharedDeliveries(
      JobThreads threads,
      SharedExecutionSlots slots,
      BatchExecutor batches,
      DeliveryRunner runner) {
    this.threads = threads;
    this.slots = slots;
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
      threads.execute(new BatchTask(line, batch));
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
      if (!slots.takeForDelivery()) {
        refuse(NoFreeConnectionException.why(slots.patience()));
        return;
      }
      try {
        Delivery single = runInSlot();
        if (single != null) {
          alone(single).run(); // it takes a slot of its own, when it needs one
        }
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

    /** Returns a delivery that waited without company: it runs alone. */
    private @Nullable Delivery runInSlot() {
      try {
        List<Delivery> deliveries = line.take(batch);
        room.release(deliveries.size());
        if (deliveries.size() == 1) {
          return deliveries.getFirst();
        }
        for (Delivery left : batches.execute(deliveries)) {
          threads.execute(alone(left.again()));
        }
        return null;
      } finally {
        slots.releaseForDelivery();
      }
    }
  }

  private DeliveryHandler.Task alone(Delivery delivery) {
    return new DeliveryHandler.Task(delivery.message(), delivery.answer(), runner);
  }
}
