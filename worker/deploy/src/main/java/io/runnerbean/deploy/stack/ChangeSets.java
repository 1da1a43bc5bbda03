package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.DeployException;
import io.runnerbean.deploy.console.Polling;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

/** What CloudFormation would change. */
record ChangeSets(CloudFormationClient formation, Polling polling) {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Asks what would change; empty if nothing would. */
  Optional<ReadyChangeSet> propose(StackSpec target, Map<String, String> now, boolean isNew) {
    CreateChangeSetResponse created = create(target, now, isNew);
    polling.atMost(LONGEST).until("The change set of " + target.stack(), () -> isReady(created));
    DescribeChangeSetResponse ready = describe(created);
    ReadyChangeSet proposal =
        new ReadyChangeSet(created.id(), created.stackId(), isNew, changes(ready));
    if (ready.status() == ChangeSetStatus.CREATE_COMPLETE) {
      return Optional.of(proposal);
    }
    discard(proposal);
    requireNothingToDo(target, ready.statusReason());
    return Optional.empty();
  }

  void execute(ReadyChangeSet proposal) {
    formation.executeChangeSet(change -> change.changeSetName(proposal.changeSetId()));
  }

  /** One for a new stack has made an empty stack, which goes too. */
  void discard(ReadyChangeSet proposal) {
    formation.deleteChangeSet(change -> change.changeSetName(proposal.changeSetId()));
    if (proposal.isNew()) {
      formation.deleteStack(stack -> stack.stackName(proposal.stackId()));
    }
  }

  private CreateChangeSetResponse create(StackSpec target, Map<String, String> now, boolean isNew) {
    return formation.createChangeSet(change ->
        change
            .stackName(target.stack())
            .changeSetName("runnerbean-" + UUID.randomUUID())
            .changeSetType(isNew ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
            .onStackFailure(OnStackFailure.ROLLBACK)
            .templateBody(target.template().body())
            .parameters(target.parameters(now))
            .capabilities(Capability.CAPABILITY_IAM));
  }

  private boolean isReady(CreateChangeSetResponse created) {
    ChangeSetStatus status = describe(created).status();
    return status == ChangeSetStatus.CREATE_COMPLETE || status == ChangeSetStatus.FAILED;
  }

  private DescribeChangeSetResponse describe(CreateChangeSetResponse created) {
    return formation.describeChangeSet(change -> change.changeSetName(created.id()));
  }

  /** That nothing would change CloudFormation calls a failure. */
  private static void requireNothingToDo(StackSpec target, String reason) {
    if (!reason.contains("didn't contain changes") && !reason.contains("No updates are to be")) {
      throw new DeployException(
          "The stack %s cannot become so: %s".formatted(target.stack(), reason));
    }
  }

  private static List<String> changes(DescribeChangeSetResponse ready) {
    return ready.changes().stream().map(Change::resourceChange).map(ChangeSets::line).toList();
  }

  private static String line(ResourceChange change) {
    return "%-6s %-28s %s%s"
        .formatted(
            change.actionAsString().toLowerCase(Locale.ROOT),
            change.logicalResourceId(),
            change.resourceType(),
            replaced(change));
  }

  private static String replaced(ResourceChange change) {
    return switch (change.replacementAsString()) {
      case "True" -> "  REPLACED";
      case "Conditional" -> "  may be REPLACED";
      case null, default -> "";
    };
  }
}
