package io.runnerbean.sqsd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * Deletes processed messages in batches, several side by side. If a message cannot be deleted, SQS
 * delivers it again. Apps must accept such repeats anyway.
 */
final class Acknowledger implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Acknowledger.class);

  /**
   * How long a message waits for others, so that one call deletes several. If the daemon crashes in
   * that time, SQS delivers the message again.
   */
  private static final Duration LINGER = Duration.ofMillis(100);

  /** The most calls at once. */
  static final int CALLS = 4;

  private final BlockingQueue<ReceivedMessage> done = new LinkedBlockingQueue<>();
  private final Queue queue;
  private final ReentrantLock collecting = new ReentrantLock();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  Acknowledger(Queue queue) {
    this.queue = queue;
    for (int i = 0; i < CALLS; i++) {
      threads.add(Thread.ofPlatform().daemon().name("acknowledge-" + i).unstarted(this::run));
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  void delete(ReceivedMessage message) {
    done.add(message);
  }

  /** Deletes the messages that are left. No message may be added after this call. */
  @Override
  public void close() {
    closing = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing || !done.isEmpty()) {
        delete(next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The threads take turns. If two collected at once, they would share the messages that are done,
   * and SQS would get two calls for them.
   */
  private List<ReceivedMessage> next() throws InterruptedException {
    collecting.lockInterruptibly();
    try {
      List<ReceivedMessage> batch = new ArrayList<>();
      long end = System.nanoTime() + LINGER.toNanos();
      while (batch.size() < Queue.BATCH) {
        ReceivedMessage message = done.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (message == null) {
          break;
        }
        batch.add(message);
      }
      return batch;
    } finally {
      collecting.unlock();
    }
  }

  private void delete(List<ReceivedMessage> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      queue.delete(batch).forEach(failed -> warn(batch, failed));
    } catch (SdkException e) {
      LOG.warn(
          "could not delete {} messages; SQS will deliver them again: {}",
          batch.size(),
          e.getMessage());
    }
  }

  private static void warn(List<ReceivedMessage> batch, BatchResultErrorEntry failed) {
    String id = batch.get(Integer.parseInt(failed.id())).id();
    LOG.warn("could not delete message {}; SQS will deliver it again: {}", id, failed.message());
  }
}
