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

/** Brings stacks to what they are to become, wherever an earlier try has left them. */
public final class Stacks {

  private final CloudFormationClient formation;
  private final ChangeSets changeSets;
  private final StackOperation course;

  public Stacks(CloudFormationClient formation, Polling polling, EventFeed news) {
    this.formation = formation;
    this.changeSets = new ChangeSets(formation, polling);
    this.course = new StackOperation(formation, polling, news);
  }

  /** The stack as it is; empty if there is none, or only a change set for one. */
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

  /** The parameters that a stack has now; none if it is not there. */
  public Map<String, String> values(String name) {
    return values(find(name));
  }

  /**
   * What a stack tells others.
   *
   * @throws DeployException if it does not
   */
  public String output(String stack, String name) {
    return find(stack).stream()
        .flatMap(found -> found.outputs().stream())
        .filter(output -> output.outputKey().equals(name))
        .map(Output::outputValue)
        .findFirst()
        .orElseThrow(() -> new DeployException("The stack %s has no %s.".formatted(stack, name)));
  }

  /** What would change; empty if nothing would. Nothing is changed. */
  public List<String> preview(StackSpec target) {
    Optional<ReadyChangeSet> proposal = propose(target);
    proposal.ifPresent(changeSets::discard);
    return proposal.map(ReadyChangeSet::changes).orElse(List.of());
  }

  /**
   * Creates or updates the stack, and waits for the end of it.
   *
   * @return whether there was anything to do
   * @throws DeployException naming the resource that failed, and why
   */
  public boolean bring(StackSpec target) {
    settle(target.stack());
    Optional<ReadyChangeSet> proposal = propose(target);
    proposal.ifPresent(changes -> execute(target.stack(), changes));
    return proposal.isPresent();
  }

  /** Deletes the stack, and waits for the end of it; nothing if there is none. */
  public void delete(String name) {
    find(name)
        .ifPresent(stack -> {
          StackEvents events = StackEvents.fromNowOn(formation, name, stack.stackId());
          formation.deleteStack(request -> request.stackName(stack.stackId()));
          course.follow(events);
        });
  }

  /**
   * Lets an earlier try come to its end, however that is, and clears away what it could not make.
   *
   * @throws DeployException if it ended where only a person can go on
   */
  public void settle(String name) {
    find(name)
        .filter(stack -> isUnsettled(stack.stackStatusAsString()))
        .ifPresent(
            stack -> course.settle(StackEvents.sinceItBegan(formation, name, stack.stackId())));
    find(name).map(Stack::stackStatus).filter(Stacks::wasNeverMade).ifPresent(_ -> delete(name));
  }

  private static boolean isUnsettled(String status) {
    return status.endsWith("_IN_PROGRESS") || status.equals(StackOperation.STUCK);
  }

  private Optional<ReadyChangeSet> propose(StackSpec target) {
    Optional<Stack> now = find(target.stack());
    return changeSets.propose(target, values(now), now.isEmpty());
  }

  private static Map<String, String> values(Optional<Stack> stack) {
    return stack.stream()
        .flatMap(found -> found.parameters().stream())
        .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue));
  }

  private void execute(String stack, ReadyChangeSet proposal) {
    StackEvents events = StackEvents.fromNowOn(formation, stack, proposal.stackId());
    changeSets.execute(proposal);
    course.follow(events);
  }

  private static boolean wasNeverMade(StackStatus status) {
    return status == StackStatus.ROLLBACK_COMPLETE
        || status == StackStatus.ROLLBACK_FAILED
        || status == StackStatus.CREATE_FAILED;
  }
}
