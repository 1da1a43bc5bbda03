package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.DeployException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Queues that a deleted deployment with the same name left, with their messages. CloudFormation
 * cannot create queues with these names again, so a new deployment would fail in its data stack.
 */
public record OrphanedQueues(SqsClient sqs) {

  /** What data.yaml appends to the name of its stack. */
  private static final List<String> SUFFIXES = List.of("-jobs", "-dead");

  /**
   * Requires that no such queue exists.
   *
   * @throws DeployException with the queues, and how to delete them
   */
  public void requireNone(String dataStack, Stacks stacks) {
    if (stacks.find(dataStack).isPresent()) {
      return;
    }
    List<String> orphaned =
        SUFFIXES.stream()
            .map(suffix -> find(dataStack + suffix))
            .flatMap(Optional::stream)
            .toList();
    if (!orphaned.isEmpty()) {
      throw new DeployException(
          "Queues of an earlier deployment with this name still exist. Use another name, or delete the queues after a look at their messages:%n%s"
              .formatted(
                  orphaned.stream()
                      .map(url -> "  aws sqs delete-queue --queue-url " + url)
                      .collect(Collectors.joining("\n"))));
    }
  }

  private Optional<String> find(String name) {
    try {
      return Optional.of(sqs.getQueueUrl(queue -> queue.queueName(name)).queueUrl());
    } catch (QueueDoesNotExistException e) {
      return Optional.empty();
    }
  }
}
