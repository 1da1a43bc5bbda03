package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.ledger.FinishedRun;
import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.message.Message;
import io.runnerbean.job.JobContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a job, as the job sees it. */
record Run(RunId id, Message message, UnitOfWork unit, Instant startedAt) implements JobContext {

  FinishedRun finished(FinishedRun.State state) {
    return new FinishedRun(id.runId(), id.jobType(), state, delivery(), message.key());
  }

  @Override
  public Session session() {
    return unit.jobSession();
  }

  @Override
  public UUID runId() {
    return id.runId();
  }

  @Override
  public Optional<String> messageId() {
    return Optional.ofNullable(delivery().messageId());
  }

  @Override
  public int attempt() {
    return delivery().receiveCount();
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
  public Logger log() {
    return LoggerFactory.getLogger(message.job().job().getClass());
  }

  private Delivery delivery() {
    return message.delivery();
  }
}
