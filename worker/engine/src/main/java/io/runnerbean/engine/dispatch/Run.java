package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.Delivery;
import io.runnerbean.job.JobContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.slf4j.Logger;

/** One attempt at a run, as the job sees it. */
record Run(Attempt current, UnitOfWork unit, Instant startedAt) implements JobContext {

  @Override
  public Session session() {
    return unit.jobSession();
  }

  @Override
  public UUID runId() {
    return facts().runId();
  }

  @Override
  public Optional<String> messageId() {
    return Optional.ofNullable(delivery().messageId());
  }

  @Override
  public int attempt() {
    return facts().attempt();
  }

  @Override
  public Optional<Instant> sentAt() {
    return Optional.ofNullable(delivery().sentAt());
  }

  @Override
  public Optional<Instant> firstReceivedAt() {
    return Optional.ofNullable(delivery().firstReceivedAt());
  }

  @Override
  public Optional<Instant> scheduledAt() {
    return Optional.ofNullable(delivery().scheduledAt());
  }

  @Override
  public Instant deadline() {
    return startedAt.plus(current.timeout());
  }

  @Override
  public Logger log() {
    return current.log();
  }

  private RunFacts facts() {
    return current.facts();
  }

  private Delivery delivery() {
    return facts().delivery();
  }
}
