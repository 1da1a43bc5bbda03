package io.runnerbean.deploy.environment;

import io.runnerbean.deploy.console.Console;
import io.runnerbean.deploy.console.DeployException;
import io.runnerbean.deploy.console.Polling;
import io.runnerbean.deploy.console.TimedOutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends one job as anybody would, and looks for its end in the worker's log. */
public record SmokeTest(
    SqsClient sqs, CloudWatchLogsClient logs, Polling polling, Console console) {

  /** Beanstalk streams logs with some delay. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

  /**
   * Runs it.
   *
   * @param message the job, as it is sent
   * @throws DeployException if it fails, or its end is not seen
   */
  public void run(String queueUrl, String logGroup, String message) {
    Instant since = Instant.now().minus(CLOCKS_DIFFER);
    String id =
        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(message)).messageId();
    console.say(
        "  sent       %s (message %s); waiting for it in the log %s", message, id, logGroup);
    await(id, logGroup, since);
    console.say("  smoke test passed: the job has run, and is committed");
  }

  private void await(String id, String logGroup, Instant since) {
    Set<String> told = new HashSet<>();
    try {
      polling
          .atMost(LONGEST)
          .until(
              "The smoke test",
              () -> {
                List<String> lines = lines(id, logGroup, since);
                lines.stream()
                    .filter(told::add)
                    .forEach(line -> console.say("  worker     %s", line));
                return hasSucceeded(lines);
              });
    } catch (TimedOutException e) {
      throw new DeployException(
          "%s%nThe message %s has not been logged as succeeded in %s. Is it still in the queue? docs/operations.md#oldest-message"
              .formatted(e.getMessage(), id, logGroup));
    }
  }

  private static boolean hasSucceeded(List<String> lines) {
    lines.stream()
        .filter(line -> line.contains(outcome("dead")))
        .findFirst()
        .ifPresent(line -> {
          throw new DeployException("The job failed: " + line);
        });
    return lines.stream().anyMatch(line -> line.contains(outcome("succeeded")));
  }

  /** The field of the worker's JSON logs. */
  private static String outcome(String name) {
    return "\"outcome\":\"" + name + "\"";
  }

  /** CloudWatch Logs answers in pages, and an empty one need not be the last. */
  private List<String> lines(String id, String logGroup, Instant since) {
    try {
      return logs
          .filterLogEventsPaginator(events ->
              events
                  .logGroupName(logGroup)
                  .startTime(since.toEpochMilli())
                  .filterPattern("\"" + id + "\""))
          .events()
          .stream()
          .map(FilteredLogEvent::message)
          .toList();
    } catch (ResourceNotFoundException e) {
      return List.of();
    }
  }
}
