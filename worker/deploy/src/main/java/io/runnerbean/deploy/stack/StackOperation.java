package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.DeployException;
import io.runnerbean.deploy.console.Polling;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** What is under way with a stack is followed to its end, and told. */
record StackOperation(CloudFormationClient formation, Polling polling, EventFeed news) {

  /** A change could not be made, nor taken back. */
  static final String STUCK = "UPDATE_ROLLBACK_FAILED";

  /**
   * To a good end.
   *
   * @throws DeployException naming the resource that failed, and why
   */
  void follow(StackEvents events) {
    requireSuccess(end(events), events);
  }

  /**
   * To any end that one can go on from.
   *
   * @throws DeployException if only a person can
   */
  void settle(StackEvents events) {
    String end = end(events);
    if (end.equals(STUCK)) {
      requireSuccess(end, events);
    }
  }

  private String end(StackEvents events) {
    polling.until(
        "The stack " + events.stack(),
        () -> {
          news.tell(events.unseen());
          return !status(events.stackId()).endsWith("_IN_PROGRESS");
        });
    news.tell(events.unseen());
    return status(events.stackId());
  }

  private static void requireSuccess(String status, StackEvents events) {
    switch (status) {
      case "CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE" -> {
        // as it should be
      }
      case STUCK ->
          throw new DeployException(
              "The stack %s could not be taken back: %s%nSee 'Continue update rollback' in the console of CloudFormation; then run the same command again."
                  .formatted(events.stack(), events.failure()));
      case String failed when failed.endsWith("_FAILED") ->
          throw new DeployException(
              "The stack %s could not be cleared away (%s): %s%nMend that, and run the same command again."
                  .formatted(events.stack(), failed, events.failure()));
      default ->
          throw new DeployException(
              "The stack %s is as it was before (%s): %s%nMend that, and run the same command again."
                  .formatted(events.stack(), status, events.failure()));
    }
  }

  private String status(String stackId) {
    return formation
        .describeStacks(stack -> stack.stackName(stackId))
        .stacks()
        .getFirst()
        .stackStatusAsString();
  }
}
