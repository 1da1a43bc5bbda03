package io.runnerbean.engine.delivery;

import io.runnerbean.engine.execution.BatchExecutor;
import io.runnerbean.engine.slots.JobThreads;
import io.runnerbean.engine.slots.SharedExecutionSlots;
import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.validation.InvalidMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes delivered messages, and passes them to the threads that run jobs. */
public final class DeliveryHandler {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryHandler.class);

  private final JobThreads threads;
  private final MessageDecoder decoder;
  private final BatchExecutor batches;
  private final DeliveryRunner runner;
  private final SharedDeliveries shared;

  public DeliveryHandler(
      JobThreads threads,
      SharedExecutionSlots slots,
      MessageDecoder decoder,
      BatchExecutor batches,
      DeliveryRunner runner) {
    this.threads = threads;
    this.decoder = decoder;
    this.batches = batches;
    this.runner = runner;
    this.shared = new SharedDeliveries(threads, slots, batches, runner);
  }

  /** Takes the outcome of a delivery. */
  @FunctionalInterface
  public interface Answer {
    /** Must not throw: the thread that calls it may have to answer other deliveries too. */
    void send(DeliveryOutcome outcome);
  }

  /**
   * Decodes a message on this thread. Another thread runs its job, or queues its run, or ends it,
   * and answers when that is committed.
   */
  public void handle(DeliveryRequest request, Answer answer) {
    DecodedMessage message = decoder.decode(request);
    if (message instanceof DecodedMessage.Known known && mayShare(known)) {
      shared.add(new Delivery(known, runner.attempt(known), answer));
    } else {
      threads.execute(new Task(message, answer, runner));
    }
  }

  /** Ends a message that cannot be run: SQS would only deliver it again. */
  public void refuse(DeliveryRequest request, InvalidMessageException fault, Answer answer) {
    threads.execute(new Task(decoder.refused(request, fault), answer, runner));
  }

  /**
   * A first delivery may share a transaction if its job allows it. Of any other it must be asked
   * what became of the earlier ones.
   */
  private boolean mayShare(DecodedMessage.Known message) {
    SourceMessage source = message.run().source();
    return batches.accepts(message.job())
        && source.isFromSqs()
        && source.receiveCount() == 1
        && !message.job().hasExternalEffects()
        && !runner.mustWait(message);
  }

  /** A delivery that runs in a transaction of its own. It is always answered. */
  record Task(DecodedMessage message, Answer answer, DeliveryRunner runner)
      implements JobThreads.Task {

    @Override
    public void run() {
      DeliveryOutcome outcome;
      try {
        outcome = runner.run(message);
      } catch (RuntimeException | Error fault) {
        LOG.error("the worker failed to handle a delivery", fault);
        outcome = new DeliveryOutcome.Failed();
      }
      answer.send(outcome);
    }

    @Override
    public void refuse(String why) {
      answer.send(new DeliveryOutcome.TooBusy(why));
    }
  }
}
