package io.runnerbean.job;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;

/** What a run knows about itself. Valid only until the job returns, and only on its thread. */
public interface RunContext {

  /** Names this run in the log and in history. */
  UUID runId();

  /** The SQS message id; empty for a plain POST. */
  Optional<String> messageId();

  /** The how manieth attempt of this run this is, from 1. */
  int attempt();

  /** When this run began, by the worker's clock. */
  Instant startedAt();

  /**
   * When this run will be interrupted, by the worker's clock; see {@link JobDefinition#timeout()}.
   */
  Instant deadline();

  /** When the message was sent to SQS, in whole seconds; empty for a plain POST. */
  Optional<Instant> sentAt();

  /** When a queue consumer first received the message, in whole seconds; empty for a plain POST. */
  Optional<Instant> firstReceivedAt();

  /**
   * The minute a schedule's tick was for; empty for anything else. It may lie well before {@link
   * #startedAt()}.
   */
  Optional<Instant> scheduledAt();

  /**
   * Tells how far the work is, to whoever looks while it runs. It costs nothing: once a second the
   * last of what was told is passed on.
   *
   * @param total how much there is to do in all; 0: nobody knows
   * @param note for people, at most 200 characters
   */
  void progress(long done, long total, String note);

  /**
   * The log of this job's class. What it is told at INFO and above is kept with the run, too: the
   * last 100 lines of each attempt.
   */
  Logger log();
}
