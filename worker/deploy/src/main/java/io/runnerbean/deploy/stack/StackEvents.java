package io.runnerbean.deploy.stack;

import io.runnerbean.deploy.console.DeployException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** The events of a stack. Each event is returned once. */
final class StackEvents {

  private final CloudFormationClient formation;
  private final String stack;
  private final String stackId;
  private final Set<String> seen = new HashSet<>();
  private final List<StackEvent> failures = new ArrayList<>();

  private StackEvents(CloudFormationClient formation, String stack, String stackId) {
    this.formation = formation;
    this.stack = stack;
    this.stackId = stackId;
  }

  /** Only future events. */
  static StackEvents fromNowOn(CloudFormationClient formation, String stack, String stackId) {
    StackEvents events = new StackEvents(formation, stack, stackId);
    events.latest().forEach(event -> events.seen.add(event.eventId()));
    return events;
  }

  /** Future events, and those since the start of the operation in progress. */
  static StackEvents ofOperation(CloudFormationClient formation, String stack, String stackId) {
    StackEvents events = new StackEvents(formation, stack, stackId);
    events.latest().stream()
        .dropWhile(event -> !"User Initiated".equals(event.resourceStatusReason()))
        .skip(1)
        .forEach(event -> events.seen.add(event.eventId()));
    return events;
  }

  String stack() {
    return stack;
  }

  String stackId() {
    return stackId;
  }

  /** The events since the last call, the oldest first. */
  List<Event> unseen() {
    List<StackEvent> fresh = new ArrayList<>(latest());
    fresh.removeIf(event -> !seen.add(event.eventId()));
    Collections.reverse(fresh);
    fresh.stream().filter(StackEvents::isFailure).forEach(failures::add);
    return fresh.stream().map(this::event).toList();
  }

  /** The first failure, which caused the others. */
  String firstFailure() {
    return failures.stream()
        .findFirst()
        .map(event ->
            "%s (%s): %s"
                .formatted(
                    event.logicalResourceId(), event.resourceType(), event.resourceStatusReason()))
        .orElse("see the stack's events in the AWS console");
  }

  private Event event(StackEvent event) {
    String reason = isFailure(event) ? ": " + event.resourceStatusReason() : "";
    return new Event(
        event.timestamp(),
        "%-28s %s%s".formatted(event.logicalResourceId(), event.resourceStatusAsString(), reason));
  }

  /** A resource that CloudFormation cancelled because another one failed is not a cause. */
  private static boolean isFailure(StackEvent event) {
    return event.resourceStatusAsString().endsWith("_FAILED")
        && event.resourceStatusReason() != null
        && !event.resourceStatusReason().contains("cancelled");
  }

  private List<StackEvent> latest() {
    try {
      return formation.describeStackEvents(events -> events.stackName(stackId)).stackEvents();
    } catch (CloudFormationException e) {
      throw new DeployException(
          "Cannot read the events of stack %s: %s"
              .formatted(stack, e.awsErrorDetails().errorMessage()));
    }
  }
}
