package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.DeployException;
import io.runnerbean.deploy.console.Polling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Creates, updates and deletes stacks, whatever state an earlier command left them in. */
public final class Stacks {

  private final CloudFormationClient formation;
  private final ChangeSets changeSets;
  private final StackOperation operation;

  public Stacks(CloudFormationClient formation, Polling polling, EventFeed feed) {
    this.formation = formation;
    this.changeSets = new ChangeSets(formation, polling);
    this.operation = new StackOperation(formation, polling, feed);
  }

  /** The stack; empty if it does not exist, or is only a change set that was not executed. */
  public Optional<Stack> find(String name) {
    try {
      return formation.describeStacks(stack -> stack.stackName(name)).stacks().stream()
          .filter(stack -> stack.stackStatus() != StackStatus.REVIEW_IN_PROGRESS)
          .findFirst();
    } catch (CloudFormationException e) {
      if (e.awsErrorDetails().errorMessage().contains("does not exist")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The current parameter values of a stack; empty if it does not exist. */
  public Map<String, String> values(String name) {
    return values(find(name));
  }

  /**
   * An output of a stack.
   *
   * @throws DeployException if the stack does not have it
   */
  public String output(String stack, String name) {
    return find(stack).stream()
        .flatMap(found -> found.outputs().stream())
        .filter(output -> output.outputKey().equals(name))
        .map(Output::outputValue)
        .findFirst()
        .orElseThrow(
            () -> new DeployException("The stack %s has no output %s.".formatted(stack, name)));
  }

  /** The changes that {@link #deploy} would make. Makes none of them. */
  public List<String> preview(StackSpec spec) {
    Optional<ReadyChangeSet> changeSet = prepare(spec);
    changeSet.ifPresent(changeSets::discard);
    return changeSet.map(ReadyChangeSet::changes).orElse(List.of());
  }

  /**
   * Creates or updates the stack, and waits until that is complete.
   *
   * @return whether there was anything to change
   * @throws DeployException with the resource that failed, and the reason
   */
  public boolean deploy(StackSpec spec) {
    finishPrevious(spec.stack());
    Optional<ReadyChangeSet> changeSet = prepare(spec);
    changeSet.ifPresent(ready -> execute(spec.stack(), ready));
    return changeSet.isPresent();
  }

  /** Deletes the stack if it exists, and waits until that is complete. */
  public void delete(String name) {
    find(name)
        .ifPresent(stack -> {
          StackEvents events = StackEvents.fromNowOn(formation, name, stack.stackId());
          formation.deleteStack(request -> request.stackName(stack.stackId()));
          operation.awaitSuccess(events);
        });
  }

  /**
   * Waits until an earlier operation has ended, and deletes a stack that it could not create.
   *
   * @throws DeployException if the rollback failed, so that an operator must act
   */
  public void finishPrevious(String name) {
    find(name)
        .filter(stack -> isUnfinished(stack.stackStatusAsString()))
        .ifPresent(stack ->
            operation.awaitUsable(StackEvents.ofOperation(formation, name, stack.stackId())));
    find(name)
        .map(Stack::stackStatus)
        .filter(Stacks::isFailedCreation)
        .ifPresent(_ -> delete(name));
  }

  private static boolean isUnfinished(String status) {
    return status.endsWith("_IN_PROGRESS") || status.equals(StackOperation.STUCK);
  }

  private Optional<ReadyChangeSet> prepare(StackSpec spec) {
    Optional<Stack> current = find(spec.stack());
    return changeSets.prepare(spec, values(current), current.isEmpty());
  }

  private static Map<String, String> values(Optional<Stack> stack) {
    return stack.stream()
        .flatMap(found -> found.parameters().stream())
        .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue));
  }

  private void execute(String stack, ReadyChangeSet changeSet) {
    StackEvents events = StackEvents.fromNowOn(formation, stack, changeSet.stackId());
    changeSets.execute(changeSet);
    operation.awaitSuccess(events);
  }

  private static boolean isFailedCreation(StackStatus status) {
    return status == StackStatus.ROLLBACK_COMPLETE
        || status == StackStatus.ROLLBACK_FAILED
        || status == StackStatus.CREATE_FAILED;
  }
}
