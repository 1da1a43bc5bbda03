package io.runnerbean.engine.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * Deletes the messages that are done from SQS, and hides the others there for a time. Several share
 * a call, and several calls run side by side. What SQS refuses is repeated. If that fails too, SQS
 * delivers the message again, and the worker recognises it.
 */
final class Acknowledger implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Acknowledger.class);

  /** The most calls at once. */
  static final int CALLS = 4;

  private static final int ATTEMPTS = 3;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  /** How long a message waits for others. */
  private static final Duration LINGER = Duration.ofMillis(20);

  /** While so many messages wait to be deleted, no more are received. */
  private static final int MOST_WAITING = 1_000;

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final BlockingQueue<Acknowledgement> waiting = new LinkedBlockingQueue<>();
  private final AtomicInteger open = new AtomicInteger();
  private final ReentrantLock collecting = new ReentrantLock();
  private final SqsQueue queue;
  private final List<Thread> threads = new ArrayList<>();

  Acknowledger(SqsQueue queue) {
    this.queue = queue;
    for (int i = 0; i < CALLS; i++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("acknowledge-%s-%d".formatted(queue.config().name(), i))
              .start(this::run));
    }
  }

  /**
   * A call that a message waits for.
   *
   * @param hidden how long the message is hidden; null: it is deleted
   * @param attempt from 1
   */
  private record Acknowledgement(PolledMessage message, @Nullable Duration hidden, int attempt) {}

  void delete(PolledMessage message) {
    add(new Acknowledgement(message, null, 1));
  }

  /** Lets SQS deliver the message again after this time. */
  void hide(PolledMessage message, Duration time) {
    add(new Acknowledgement(message, time, 1));
  }

  /** Waits while too many messages wait to be deleted or hidden. */
  void awaitRoom() throws InterruptedException {
    synchronized (open) {
      while (open.get() > MOST_WAITING) {
        open.wait();
      }
    }
  }

  /**
   * Waits until all are deleted or hidden, at most 10 s. No message may be added after this call.
   */
  @Override
  public void close() {
    long end = System.nanoTime() + CLOSING.toNanos();
    try {
      synchronized (open) {
        while (open.get() > 0 && System.nanoTime() < end) {
          TimeUnit.MILLISECONDS.timedWait(open, CLOSING.toMillis());
        }
      }
      if (open.get() > 0) {
        LOG.warn(
            "{} messages of {} were neither deleted nor hidden; SQS delivers them again",
            open.get(),
            queue.config().name());
      }
      for (Thread thread : threads) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(Acknowledgement one) {
    open.incrementAndGet();
    waiting.add(one);
  }

  private void run() {
    try {
      while (true) {
        Map<String, List<Acknowledgement>> alike = new HashMap<>();
        for (Acknowledgement one : next()) {
          alike.computeIfAbsent(String.valueOf(one.hidden()), _ -> new ArrayList<>()).add(one);
        }
        alike.values().forEach(this::send);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it is closed
    }
  }

  /**
   * The threads take turns. If two collected at once, they would share the messages that are done,
   * and SQS would get two calls for them.
   */
  private List<Acknowledgement> next() throws InterruptedException {
    collecting.lockInterruptibly();
    try {
      List<Acknowledgement> batch = new ArrayList<>(List.of(waiting.take()));
      long end = System.nanoTime() + LINGER.toNanos();
      while (batch.size() < SqsQueue.BATCH) {
        Acknowledgement one = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (one == null) {
          break;
        }
        batch.add(one);
      }
      return batch;
    } finally {
      collecting.unlock();
    }
  }

  private void send(List<Acknowledgement> batch) {
    try {
      Map<Integer, String> refused = new HashMap<>();
      for (BatchResultErrorEntry error : call(batch)) {
        refused.put(Integer.parseInt(error.id()), error.message());
      }
      for (int i = 0; i < batch.size(); i++) {
        String why = refused.get(i);
        if (why == null) {
          end();
        } else {
          failed(batch.get(i), why);
        }
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(one -> failed(one, e.toString()));
    }
  }

  private List<BatchResultErrorEntry> call(List<Acknowledgement> batch) {
    List<PolledMessage> messages = batch.stream().map(Acknowledgement::message).toList();
    Duration hidden = batch.getFirst().hidden();
    return hidden == null ? queue.delete(messages) : queue.hide(messages, hidden);
  }

  private void failed(Acknowledgement one, String why) {
    if (one.attempt() < ATTEMPTS) {
      Acknowledgement again = new Acknowledgement(one.message(), one.hidden(), one.attempt() + 1);
      CompletableFuture.delayedExecutor(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> waiting.add(again));
    } else {
      LOG.warn(
          "could not {} message {}; SQS delivers it again: {}",
          one.hidden() == null ? "delete" : "hide",
          one.message().id(),
          why);
      end();
    }
  }

  private void end() {
    int left = open.decrementAndGet();
    if (left == 0 || left == MOST_WAITING) {
      synchronized (open) {
        open.notifyAll();
      }
    }
  }
}
