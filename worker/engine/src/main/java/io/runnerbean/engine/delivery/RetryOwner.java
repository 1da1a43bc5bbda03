package io.runnerbean.engine.delivery;

import io.runnerbean.config.QueueUrl;
import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.store.SourceMessage;
import java.util.Locale;

/** Who retries failed runs, by configuration. */
public enum RetryOwner {
  /** The job queue in Postgres, as the policy of each job says. */
  POSTGRES,
  /** SQS, which delivers the message again as often as its queue is configured to. */
  QUEUE;

  /** Reads the setting. The caller checks the settings. */
  public static RetryOwner from(SettingsReader settings) {
    return settings.oneOf("RUNNERBEAN_RETRIES", POSTGRES);
  }

  /**
   * Whether Postgres records failures of this message. A message of a FIFO queue stays in SQS: a
   * 200 would let the next message of its group overtake it.
   */
  boolean isPostgres(SourceMessage source) {
    return this == POSTGRES && !isFifo(source);
  }

  /** Whether the messages of its queue have an order. */
  static boolean isFifo(SourceMessage source) {
    return source.queue() != null && QueueUrl.isFifo(source.queue());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
