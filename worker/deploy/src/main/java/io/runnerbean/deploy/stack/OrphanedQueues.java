package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.DeployException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Queues that a deployment of the same name has left, with their messages. A new one cannot be made
 * beside them, and would fail half way, when its database has been made.
 */
public record OrphanedQueues(SqsClient sqs) {

  /** As data.yaml names them, after its stack. */
  private static final List<String> SUFFIXES = List.of("-jobs", "-dead");

  /**
   * Makes sure that there are none in the way.
   *
   * @throws DeployException naming them, and how to delete them
   */
  public void requireNone(String dataStack, Stacks stacks) {
    if (stacks.find(dataStack).isPresent()) {
      return;
    }
    List<String> left =
        SUFFIXES.stream()
            .map(suffix -> find(dataStack + suffix))
            .flatMap(Optional::stream)
            .toList();
    if (!left.isEmpty()) {
      throw new DeployException(
          "An earlier deployment of this name has left its queues. Take another name, or look what is in them and delete them:%n%s"
              .formatted(
                  left.stream()
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
