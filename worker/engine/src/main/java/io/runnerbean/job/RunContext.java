package io.runnerbean.job;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;

/**
 * What a job can ask about its run. Use it only on the job's thread, and only until the job
 * returns.
 */
public interface RunContext {

  /** The id of the run, as in the log and in the table {@code run}. */
  UUID runId();

  /** The SQS message id; empty for a plain POST. */
  Optional<String> messageId();

  /** The number of this attempt, starting at 1. */
  int attempt();

  /** When this attempt began, by the worker's clock. */
  Instant startedAt();

  /**
   * When this attempt will be interrupted, by the worker's clock; see {@link
   * JobDefinition#timeout()}.
   */
  Instant deadline();

  /** When the message was sent to SQS, in whole seconds; empty for a plain POST. */
  Optional<Instant> sentAt();

  /** When SQS first handed out the message, in whole seconds; empty for a plain POST. */
  Optional<Instant> firstReceivedAt();

  /**
   * The minute that a scheduled message is for; empty for any other message. It may be long before
   * {@link #startedAt()}.
   */
  Optional<Instant> scheduledAt();

  /**
   * Reports progress, for operators who look at the run. Call it as often as you like: only the
   * last report of each second is sent.
   *
   * @param total how much there is to do in all; 0: not known
   * @param note a text for operators, cut to 200 characters
   */
  void progress(long done, long total, String note);

  /**
   * The logger of this job's class. If the attempt fails, its last 100 lines of level INFO and
   * above are kept with the attempt. {@code RUNNERBEAN_HISTORY_LOGS=all} keeps them for successful
   * runs, too.
   */
  Logger log();
}
