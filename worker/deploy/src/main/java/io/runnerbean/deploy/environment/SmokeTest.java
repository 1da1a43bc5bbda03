package io.runnerbean.deploy.environment;

import io.runnerbean.deploy.console.Console;
import io.runnerbean.deploy.console.DeployException;
import io.runnerbean.deploy.console.Polling;
import io.runnerbean.deploy.console.TimedOutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Sends one job to the SQS queue, and looks for its outcome in the worker's log. */
public record SmokeTest(
    SqsClient sqs, CloudWatchLogsClient logs, Polling polling, Console console) {

  /** Beanstalk streams logs with some delay. */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** Without this attribute a worker logs no success. */
  private static final Map<String, MessageAttributeValue> TRACED =
      Map.of(
          "Runnerbean-Trace",
          MessageAttributeValue.builder().dataType("String").stringValue("true").build());

  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(2);

  /**
   * Sends the job, and waits until the log shows that it succeeded.
   *
   * @param message the body of the SQS message
   * @throws DeployException if the job fails, or the log shows no success in ten minutes
   */
  public void run(String queueUrl, String logGroup, String message) {
    Instant since = Instant.now().minus(MAX_CLOCK_SKEW);
    String id =
        sqs.sendMessage(request ->
                request.queueUrl(queueUrl).messageBody(message).messageAttributes(TRACED))
            .messageId();
    console.print(
        "  sent       %s (message %s); waiting for it in the log group %s", message, id, logGroup);
    await(id, logGroup, since);
    console.print("  smoke test passed: the job succeeded, and its writes are committed");
  }

  private void await(String id, String logGroup, Instant since) {
    Set<String> printed = new HashSet<>();
    try {
      polling
          .atMost(TIMEOUT)
          .until(
              "The smoke test",
              () -> {
                List<String> lines = lines(id, logGroup, since);
                lines.stream()
                    .filter(printed::add)
                    .forEach(line -> console.print("  worker     %s", line));
                return hasSucceeded(lines);
              });
    } catch (TimedOutException e) {
      throw new DeployException(
          "%s%nThe log group %s does not show that message %s succeeded. If the message is still in the queue, see docs/operations.md#oldest-message."
              .formatted(e.getMessage(), logGroup, id));
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

  /** A field of the worker's JSON logs. */
  private static String outcome(String name) {
    return "\"outcome\":\"" + name + "\"";
  }

  /** CloudWatch Logs answers in pages. More pages may follow an empty one. */
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
