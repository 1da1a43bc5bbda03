package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.Progress;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.Delivery;
import io.runnerbean.job.RunContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;

/** What every kind of run knows about itself. */
interface AttemptContext extends RunContext {

  Attempt current();

  @Override
  default UUID runId() {
    return facts().runId();
  }

  @Override
  default Optional<String> messageId() {
    return Optional.ofNullable(delivery().messageId());
  }

  @Override
  default int attempt() {
    return facts().attempt();
  }

  @Override
  default Optional<Instant> sentAt() {
    return Optional.ofNullable(delivery().sentAt());
  }

  @Override
  default Optional<Instant> firstReceivedAt() {
    return Optional.ofNullable(delivery().firstReceivedAt());
  }

  @Override
  default Optional<Instant> scheduledAt() {
    return Optional.ofNullable(delivery().scheduledAt());
  }

  @Override
  default Instant deadline() {
    return startedAt().plus(current().timeout());
  }

  @Override
  default Logger log() {
    return new NotingLogger(current().log(), current().notes());
  }

  @Override
  default void progress(long done, long total, String note) {
    current().notes().progress(new Progress(done, total, note));
  }

  private RunFacts facts() {
    return current().facts();
  }

  private Delivery delivery() {
    return facts().delivery();
  }
}
