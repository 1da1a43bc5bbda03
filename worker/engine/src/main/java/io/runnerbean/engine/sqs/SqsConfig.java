package io.runnerbean.engine.sqs;

import io.runnerbean.config.SettingsReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQS queues of a worker.
 *
 * @param jobs the one that /job/post sends to; null: none
 * @param deadLetters the one for copies of dead letters; null: none
 * @param polled those that the worker itself takes messages from
 */
public record SqsConfig(
    @Nullable SqsQueueConfig jobs, @Nullable SqsQueueConfig deadLetters, List<PolledQueue> polled) {

  /** With at most a queue that /job/post sends to. */
  public static SqsConfig of(@Nullable SqsQueueConfig jobs) {
    return new SqsConfig(jobs, null, List.of());
  }

  /** Reads it from the settings; the caller checks the settings. */
  public static SqsConfig from(SettingsReader settings) {
    return new SqsConfig(
        SqsQueueConfig.ifNamed(settings),
        SqsQueueConfig.deadLettersIfNamed(settings),
        settings.read("RUNNERBEAN_POLL", List.of(), text -> PolledQueue.parse(text, settings)));
  }
}
