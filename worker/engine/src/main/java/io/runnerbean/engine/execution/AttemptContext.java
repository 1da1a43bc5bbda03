package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.Progress;
import io.runnerbean.job.RunContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;

/** The part of a job's context that all kinds of jobs share. */
interface AttemptContext extends RunContext {

  Attempt current();

  Duration timeout();

  Logger jobLog();

  @Override
  default UUID runId() {
    return current().run().id();
  }

  @Override
  default Optional<String> messageId() {
    return Optional.ofNullable(current().run().source().messageId());
  }

  @Override
  default int attempt() {
    return current().run().attempt();
  }

  @Override
  default Optional<Instant> sentAt() {
    return Optional.ofNullable(current().run().source().sentAt());
  }

  @Override
  default Optional<Instant> firstReceivedAt() {
    return Optional.ofNullable(current().run().source().firstReceivedAt());
  }

  @Override
  default Optional<Instant> scheduledAt() {
    return Optional.ofNullable(current().run().source().scheduledAt());
  }

  @Override
  default Instant deadline() {
    return startedAt().plus(timeout());
  }

  @Override
  default Logger log() {
    return new CapturingLogger(jobLog(), current().output());
  }

  @Override
  default void progress(long done, long total, String note) {
    current().output().progress(new Progress(done, total, note));
  }
}
