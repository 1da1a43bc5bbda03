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

/** CloudFormation's change sets. */
record ChangeSets(CloudFormationClient formation, Polling polling) {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** Creates a change set, and waits until it is ready; empty if it contains no changes. */
  Optional<ReadyChangeSet> prepare(StackSpec spec, Map<String, String> current, boolean isNew) {
    CreateChangeSetResponse created = create(spec, current, isNew);
    polling.atMost(TIMEOUT).until("The change set of " + spec.stack(), () -> isReady(created));
    DescribeChangeSetResponse ready = describe(created);
    ReadyChangeSet changeSet =
        new ReadyChangeSet(created.id(), created.stackId(), isNew, changes(ready));
    if (ready.status() == ChangeSetStatus.CREATE_COMPLETE) {
      return Optional.of(changeSet);
    }
    discard(changeSet);
    requireNoChanges(spec, ready.statusReason());
    return Optional.empty();
  }

  void execute(ReadyChangeSet changeSet) {
    formation.executeChangeSet(change -> change.changeSetName(changeSet.id()));
  }

  /** Deletes it. A change set for a new stack has created an empty stack, which is deleted too. */
  void discard(ReadyChangeSet changeSet) {
    formation.deleteChangeSet(change -> change.changeSetName(changeSet.id()));
    if (changeSet.isNew()) {
      formation.deleteStack(stack -> stack.stackName(changeSet.stackId()));
    }
  }

  private CreateChangeSetResponse create(
      StackSpec spec, Map<String, String> current, boolean isNew) {
    return formation.createChangeSet(change ->
        change
            .stackName(spec.stack())
            .changeSetName("runnerbean-" + UUID.randomUUID())
            .changeSetType(isNew ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
            .onStackFailure(OnStackFailure.ROLLBACK)
            .templateBody(spec.template().body())
            .parameters(spec.parameters(current))
            .capabilities(Capability.CAPABILITY_IAM));
  }

  private boolean isReady(CreateChangeSetResponse created) {
    ChangeSetStatus status = describe(created).status();
    return status == ChangeSetStatus.CREATE_COMPLETE || status == ChangeSetStatus.FAILED;
  }

  private DescribeChangeSetResponse describe(CreateChangeSetResponse created) {
    return formation.describeChangeSet(change -> change.changeSetName(created.id()));
  }

  /** A change set without changes has the status FAILED, and only its reason differs. */
  private static void requireNoChanges(StackSpec spec, String reason) {
    if (!reason.contains("didn't contain changes") && !reason.contains("No updates are to be")) {
      throw new DeployException(
          "CloudFormation rejected the change to stack %s: %s".formatted(spec.stack(), reason));
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
            replacement(change));
  }

  private static String replacement(ResourceChange change) {
    return switch (change.replacementAsString()) {
      case "True" -> "  REPLACED";
      case "Conditional" -> "  may be REPLACED";
      case null, default -> "";
    };
  }
}
