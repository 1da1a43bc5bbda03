package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.DeployException;
import io.runnerbean.deploy.console.Polling;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Waits for the operation in progress on a stack, and prints its events. */
record StackOperation(CloudFormationClient formation, Polling polling, EventFeed feed) {

  /** An update failed, and its rollback failed too. */
  static final String STUCK = "UPDATE_ROLLBACK_FAILED";

  /**
   * Waits for success.
   *
   * @throws DeployException with the resource that failed, and the reason
   */
  void awaitSuccess(StackEvents events) {
    requireSuccess(awaitEnd(events), events);
  }

  /**
   * Waits for success, or for a failure from which a new operation can start.
   *
   * @throws DeployException if the rollback failed, so that an operator must act
   */
  void awaitUsable(StackEvents events) {
    String status = awaitEnd(events);
    if (status.equals(STUCK)) {
      requireSuccess(status, events);
    }
  }

  private String awaitEnd(StackEvents events) {
    polling.until(
        "The stack " + events.stack(),
        () -> {
          feed.print(events.unseen());
          return !status(events.stackId()).endsWith("_IN_PROGRESS");
        });
    feed.print(events.unseen());
    return status(events.stackId());
  }

  private static void requireSuccess(String status, StackEvents events) {
    switch (status) {
      case "CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE" -> {
        // success
      }
      case STUCK ->
          throw new DeployException(
              "The rollback of stack %s failed: %s%nUse 'Continue update rollback' in the CloudFormation console, then run the same command again."
                  .formatted(events.stack(), events.firstFailure()));
      case String failed when failed.endsWith("_FAILED") ->
          throw new DeployException(
              "CloudFormation could not clean up stack %s (%s): %s%nFix the cause, and run the same command again."
                  .formatted(events.stack(), failed, events.firstFailure()));
      default ->
          throw new DeployException(
              "CloudFormation rolled back stack %s (%s): %s%nFix the cause, and run the same command again."
                  .formatted(events.stack(), status, events.firstFailure()));
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
