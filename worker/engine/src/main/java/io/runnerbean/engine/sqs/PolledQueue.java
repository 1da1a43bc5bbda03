package io.runnerbean.engine.sqs;

import io.runnerbean.config.QueueUrl;
import io.runnerbean.config.SettingsReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An SQS queue that the worker itself takes messages from.
 *
 * @param weight 1 to 100: its share while more messages wait than the worker can run
 * @param visibility how long SQS hides a message that was received, unless the worker extends that.
 *     After this time another worker gets the messages of one that was lost
 */
public record PolledQueue(SqsQueueConfig queue, int weight, Duration visibility) {

  private static final String VISIBILITY = "RUNNERBEAN_POLL_VISIBILITY_TIMEOUT";

  private static final int MOST_WEIGHT = 100;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}([.]fifo)?");
  private static final String RULE =
      "it must be the URLs of different queues, separated by commas; each may end with =WEIGHT, an integer from 1 to "
          + MOST_WEIGHT;

  /**
   * Parses URLs with their weights, such as {@code https://…/jobs=3,https://…/mail}.
   *
   * @throws IllegalArgumentException with what is allowed
   */
  static List<PolledQueue> parse(String text, SettingsReader settings) {
    Duration visibility = Duration.ofSeconds(settings.number(VISIBILITY, 60, 10, 43_200));
    List<PolledQueue> queues = new ArrayList<>();
    Set<String> urls = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      PolledQueue polled = one(part.strip(), visibility, settings);
      if (!urls.add(polled.url())) {
        throw new IllegalArgumentException(RULE);
      }
      queues.add(polled);
    }
    return List.copyOf(queues);
  }

  public String url() {
    return queue.url();
  }

  /** The last part of the URL. */
  public String name() {
    return QueueUrl.name(url());
  }

  /** Whether its messages have to be taken in the order of their groups. */
  public boolean isFifo() {
    return QueueUrl.isFifo(url());
  }

  private static PolledQueue one(String text, Duration visibility, SettingsReader settings) {
    int equals = text.lastIndexOf('=');
    String url = equals < 0 ? text : text.substring(0, equals);
    try {
      int weight = equals < 0 ? 1 : Integer.parseInt(text.substring(equals + 1));
      boolean named = NAME.matcher(QueueUrl.name(url)).matches();
      if (named && weight >= 1 && weight <= MOST_WEIGHT) {
        return new PolledQueue(
            SqsQueueConfig.from(settings, SettingsReader.url(url).toString()), weight, visibility);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(RULE, e);
    }
    throw new IllegalArgumentException(RULE);
  }
}
